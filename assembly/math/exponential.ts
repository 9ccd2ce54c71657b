import { splat32, splat64 } from "./constant";

/**
 * Functions that the ops of float64 precision share: above all e^z, as a fraction.
 *
 * With u = z log2(e), k the integer nearest to u and f = u - k: e^z = 2^k (E + O) / (E - O), where E = e0 + e1 f^2 + e2 f^4 is
 * even in f and O = f (o0 + o1 f^2 + f^4) odd. `tools/fit/fit.py exponential` fits the coefficients: a relative error of
 * 2^-59 for |f| <= 1/2, and of 2^-54 once they are rounded. An op combines a = 2^k (E + O) and b = E - O, whose quotient is e^z,
 * and divides once.
 *
 * What limits the loops is how many operations wait for others, and how many constants there are beside the working values:
 * V8 has 15 registers, and loads again what does not fit. Hence f^4 without a coefficient, and a u that is rounded, which
 * costs 2^-46 of e^z at worst. So that no result is misrounded for it, the coefficients are moved a little from the fitted
 * ones, which changes e^z by less than 2^-47 of itself; sigmoid, silu with geluTanh, and mish have their own (`fit.py search`).
 */

/** log2(e), rounded. */
export const LOG2_E: f64 = 1.4426950408889634;

/** Adding it leaves a float64 between 2^51 and 2^53 no bits behind the point: it rounds, and the integer is in the low bits. */
const ROUNDER: f64 = 6755399441055744; // 1.5 * 2^52

/** Four float32 between -limit and limit. NaN stays NaN. */
export function bounded32(x: v128, limit: f32): v128 {
  return f32x4.pmax(f32x4.pmin(x, splat32(limit)), splat32(-limit));
}

/** u between -limit and limit. NaN stays NaN. */
export function bounded(u: v128, limit: f64): v128 {
  return f64x2.pmax(f64x2.pmin(u, splat64(limit)), splat64(-limit));
}

/** The integer nearest to u, in the low bits of a float64. |u| < 2^51. */
export function nearest(u: v128): v128 {
  return f64x2.add(u, splat64(ROUNDER));
}

/** f = u - k. */
export function rest(u: v128, k: v128): v128 {
  return f64x2.sub(u, f64x2.sub(k, splat64(ROUNDER)));
}

/**
 * The same with `shift` added, for e^z of a large factor: 2^(k + shift) y is a normal float64 where 2^k y would be none, and the factor
 * is divided by 2^shift.
 */
export function nearestShifted(u: v128, shift: f64): v128 {
  return f64x2.add(u, splat64(ROUNDER + shift));
}

/** f = u - k of that. */
export function restShifted(u: v128, k: v128, shift: f64): v128 {
  return f64x2.sub(u, f64x2.sub(k, splat64(ROUNDER + shift)));
}

/** 2^k y, for a y of about 2^17, and |k| <= 1000: k is added to the exponent. */
export function scaledBy2(y: v128, k: v128): v128 {
  return i64x2.add(y, i64x2.shl(k, 52));
}

/** 2^k. */
export function powerOf2(k: v128): v128 {
  return scaledBy2(splat64(1), k);
}

/** e0 + e1 f^2 + e2 f^4. */
export function evenOf(f: v128, e0: f64, e1: f64, e2: f64): v128 {
  const f2 = f64x2.mul(f, f);
  const tail = f64x2.add(splat64(e1), f64x2.mul(f2, splat64(e2)));
  return f64x2.add(splat64(e0), f64x2.mul(f2, tail));
}

/** f (o0 + o1 f^2 + f^4). */
export function oddOf(f: v128, o0: f64, o1: f64): v128 {
  const f2 = f64x2.mul(f, f);
  return f64x2.mul(f, f64x2.add(splat64(o0), f64x2.mul(f2, f64x2.add(f2, splat64(o1)))));
}

/** The even part of the fraction. */
export function even(f: v128): v128 {
  return evenOf(f, 189156.72439750133, 10097.574668568917, 43.302812622895956);
}

/** The odd part of the fraction. */
export function odd(f: v128): v128 {
  return oddOf(f, 65556.72510004131, 874.8088595958367);
}

/** The even part for silu and geluTanh. */
export function gateEven(f: v128): v128 {
  return evenOf(f, 189156.72439748512, 10097.574668568754, 43.302812623364545);
}

/** The odd part for silu and geluTanh. */
export function gateOdd(f: v128): v128 {
  return oddOf(f, 65556.725100036114, 874.8088595967624);
}

/**
 * With the sign of f, some units in the last place of b: sigmoid(x) near 0 is 1/2 + x/4 - x^3/48, and where the first two
 * terms lie in the middle between two float32 numbers, the third decides, which float64 does not hold.
 */
export function nudge(f: v128, units: f64): v128 {
  return v128.or(v128.and(f, splat64(-0.0)), splat64(units));
}

/** d^2 + b d + c. */
export function quadratic(d: v128, b: f64, c: f64): v128 {
  return f64x2.add(f64x2.mul(d, f64x2.add(d, splat64(b))), splat64(c));
}

/**
 * A result near 0 that is x/2 plus a positive term, too small for float64 to hold. Where x/2 lies in the middle between two
 * subnormal float32 numbers, that term decides: so a number is added that only the smallest results notice. It is less than
 * half the distance between two float32 numbers, and more than a rounding error of float64 there. From 10 to 12 times 2^-175
 * it also corrects silu(-90.92189), where the error of u is largest. The sign is that of x, with `withSign`, where the result is
 * rounded to 0.
 */
export function aboveTies(y: v128): v128 {
  return f64x2.add(y, splat64(11 * 2.0 ** -175));
}

/** Float32 results with the sign of x, also those that are rounded to 0. */
export function withSign(y: v128, x: v128): v128 {
  return v128.or(y, v128.and(x, splat32(-0.0)));
}
