import { splat32, splat64 } from "./constant";

/**
 * What the ops of float64 precision share: above all e^z, as a fraction.
 *
 * With u = z log2(e), k the integer nearest to u and f = u - k: e^z = 2^k (E + O) / (E - O), where E = 1 + e1 f^2 + e2 f^4
 * is even in f and O = f (o0 + o1 f^2 + o2 f^4) odd. `scripts/fit/fit.py exponential` has the coefficients: a relative error
 * of 2^-59 for |f| <= 1/2. An op combines a = 2^k (E + O) and b = E - O, whose quotient is e^z, and divides once.
 */

export const LOG2_E: f64 = 1.4426950408889634;
/** The same in two parts. */
export const LOG2_E_HIGH: f64 = 1.442695040255785;
export const LOG2_E_LOW: f64 = 6.331784189566044e-10;

/** Adding it leaves a float64 between 2^51 and 2^53 no bits behind the point: it rounds, and the integer is in the low bits. */
const ROUNDER: f64 = 6755399441055744; // 1.5 * 2^52

/** Four float32 between -limit and limit. NaN stays NaN. */
export function bounded32(x: v128, limit: f32, zero: f64): v128 {
  return f32x4.pmax(f32x4.pmin(x, splat32(limit, zero)), splat32(-limit, zero));
}

/** u between -limit and limit. NaN stays NaN. */
export function bounded(u: v128, limit: f64, zero: f64): v128 {
  return f64x2.pmax(f64x2.pmin(u, splat64(limit, zero)), splat64(-limit, zero));
}

/** The integer nearest to u, in the low bits of a float64. |u| < 2^51. */
export function nearest(u: v128, zero: f64): v128 {
  return f64x2.add(u, splat64(ROUNDER, zero));
}

/** z log2(e), exactly: LOG2_E_HIGH has 29 bits, and z is a float32. The rest of the product is LOG2_E_LOW z. */
export function highPart(z: v128, zero: f64): v128 {
  return f64x2.mul(z, splat64(LOG2_E_HIGH, zero));
}

/** f for `k = nearest(highPart(z))`, without the rounding error of u, which is felt where |z| is large. */
export function restOf(z: v128, u: v128, k: v128, zero: f64): v128 {
  return f64x2.add(rest(u, k, zero), f64x2.mul(z, splat64(LOG2_E_LOW, zero)));
}

/** f = u - k. */
export function rest(u: v128, k: v128, zero: f64): v128 {
  return f64x2.sub(u, f64x2.sub(k, splat64(ROUNDER, zero)));
}

/** 2^k y, for a y of about 1 and |k| < 1020: k is added to the exponent. */
export function scaledBy2(y: v128, k: v128): v128 {
  return i64x2.add(y, i64x2.shl(k, 52));
}

/** 2^k. */
export function powerOf2(k: v128, zero: f64): v128 {
  return scaledBy2(splat64(1, zero), k);
}

/** E. */
export function even(f: v128, zero: f64): v128 {
  const f2 = f64x2.mul(f, f);
  const tail = f64x2.add(splat64(0.0533820550167225, zero), f64x2.mul(f2, splat64(0.0002289255788359534, zero)));
  return f64x2.add(splat64(1, zero), f64x2.mul(f2, tail));
}

/** O. */
export function odd(f: v128, zero: f64): v128 {
  const f2 = f64x2.mul(f, f);
  const tail = f64x2.add(splat64(0.004624783297463979, zero), f64x2.mul(f2, splat64(5.286621467913663e-6, zero)));
  return f64x2.mul(f, f64x2.add(splat64(0.34657359027997264, zero), f64x2.mul(f2, tail)));
}

/**
 * With the sign of f, what moves b by one unit in the last place: sigmoid(x) near 0 is 1/2 + x/4 - x^3/48, and where the first
 * two terms lie in the middle between two float32 numbers, the third decides, which float64 does not hold.
 */
export function nudge(f: v128, zero: f64): v128 {
  return v128.or(v128.and(f, splat64(-0.0, zero)), splat64(1.25 * 2.0 ** -53, zero));
}

/** d^2 + b d + c. */
export function quadratic(d: v128, b: f64, c: f64, zero: f64): v128 {
  return f64x2.add(f64x2.mul(d, f64x2.add(d, splat64(b, zero))), splat64(c, zero));
}

/**
 * A result near 0 that is x/2 plus a positive term, too small for float64 to hold. Where x/2 lies in the middle between two
 * subnormal float32 numbers, that term decides: so a number is added that only the smallest results notice. It is less than
 * half the distance between two float32 numbers, and more than a rounding error of float64 there. The sign stays, also that
 * of a result that is rounded to 0.
 */
export function aboveTies(y: v128, zero: f64): v128 {
  const sign = v128.and(y, splat64(-0.0, zero));
  return v128.or(f64x2.add(y, splat64(2.0 ** -176, zero)), sign);
}
