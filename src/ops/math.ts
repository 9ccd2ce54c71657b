/** What several functions of float64 precision share: assembly/math.ts, with the same operations in the same order. */

// biome-ignore lint/suspicious/noApproximativeNumericConstant: the standard does not fix the bits of Math.LOG2E
export const LOG2_E = 1.4426950408889634;
/** The same in two parts, the first of 29 bits: its product with a float32 is exact. */
export const LOG2_E_HIGH = 1.442695040255785;
export const LOG2_E_LOW = 6.331784189566044e-10;

/** Adding it rounds to an integer. */
export const ROUNDER = 1.5 * 2 ** 52;

const MOST = 1000;

/** 2^k for -1000 <= k <= 1000. A table: to write a float64 through its integers took 9 ns here, a load a fraction of one. */
const POWERS = Float64Array.from({ length: 2 * MOST + 1 }, (_, i) => 2 ** (i - MOST));

/** 2^k; for NaN any. */
export function powerOf2(k: number): number {
  return POWERS[(k + MOST) | 0];
}

/** E, of e^z = 2^k (E + O) / (E - O), where k + f = z log2(e). */
export function even(f: number): number {
  const f2 = f * f;
  return 1 + f2 * (0.0533820550167225 + f2 * 0.0002289255788359534);
}

/** O, of the same. */
export function odd(f: number): number {
  const f2 = f * f;
  return f * (0.34657359027997264 + f2 * (0.004624783297463979 + f2 * 5.286621467913663e-6));
}

/** A number between -limit and limit; NaN stays NaN. */
export function bounded(u: number, limit: number): number {
  return Math.max(Math.min(u, limit), -limit);
}

/** 0, and z. A table, as below. */
const parts = new Float64Array(2);

/** max(z, 0); -0 stays. NaN gives 0. */
export function positivePart(z: number): number {
  parts[1] = z;
  return parts[+(z >= 0)];
}

/** For f from 0 on, and for negative ones. A table, since a branch on the sign is mispredicted (2.5 times as slow). */
const NUDGES = Float64Array.of(1.25 * 2 ** -53, -1.25 * 2 ** -53);

/** Added to a number near 1, it changes the last bit: upwards for f >= 0, downwards for f < 0. */
export function nudge(f: number): number {
  return NUDGES[+(f < 0)];
}

/** 1 / (1 + e^-z), where k + f = -z log2(e). */
export function sigmoidOf(k: number, f: number): number {
  const E = even(f);
  const O = odd(f);
  const a = powerOf2(k) * (E + O);
  const b = E - O;
  return (b + nudge(f)) / (a + b);
}

/** sigmoid(z), for |z| <= 690. */
export function sigmoidOfBounded(z: number): number {
  const u = z * -LOG2_E_HIGH;
  const k = u + ROUNDER - ROUNDER;
  return sigmoidOf(k, u - k + z * -LOG2_E_LOW);
}

/** sigmoid(z). */
export function sigmoid(z: number): number {
  return sigmoidOfBounded(bounded(z, 690));
}

/** scale e^-z / (1 + e^-z)^2, with z = rate x. */
export function sigmoidGrad(x: number, rate: number, scale: number): number {
  const z = bounded(x * rate, 345);
  const u = z * LOG2_E_HIGH;
  const k = u + ROUNDER - ROUNDER;
  const f = u - k + z * LOG2_E_LOW;
  const E = even(f);
  const O = odd(f);
  const a = powerOf2(k) * (E + O);
  const b = E - O;
  const sum = a + b;
  return (scale * (a * b)) / (sum * sum);
}

/** s (1 + q (1 - s)) with s = sigmoid(z), where u = -z log2(e). */
export function gateGrad(u: number, q: number): number {
  const held = bounded(u, 500);
  const k = held + ROUNDER - ROUNDER;
  const f = held - k;
  const E = even(f);
  const O = odd(f);
  const a = powerOf2(k) * (E + O);
  const b = E - O;
  const sum = a + b;
  return ((b + nudge(f)) * (b + a * (1 + bounded(q, 2 ** 128)))) / (sum * sum);
}

/** below (e^z - 1), where x rate = z log2(e). */
export function exponentialMinus1(x: number, below: number, rate: number): number {
  const u = bounded(x * rate, MOST);
  const k = u + ROUNDER - ROUNDER;
  const f = u - k;
  const E = even(f);
  const O = odd(f);
  const less = (1 - powerOf2(k)) * (E + O);
  return (below * (O + O - less)) / (E - O);
}

/** below e^z, where x rate = z log2(e). */
export function exponential(x: number, below: number, rate: number): number {
  const u = bounded(x * rate, MOST);
  const k = u + ROUNDER - ROUNDER;
  const f = u - k;
  const E = even(f);
  const O = odd(f);
  return (below * (powerOf2(k) * (E + O))) / (E - O);
}

/** ln(1 + a / b), for 0 <= a <= b and c = b + a / 2. */
export function logarithm(a: number, c: number): number {
  const A = a * a;
  const B = c * c;
  const numerator =
    a * c * ((B - A * 0.2190102051122645) * ((B - A * 0.13207948580597234) * (B - A * 0.039667152104284606)));
  const denominator =
    (B - A * 0.23151713630842696) *
    (B - A * 0.16186355814114303) *
    ((B - A * 0.07183880781017452) * (B - A * 0.008870674096117376));
  return numerator / denominator;
}

/** scale ln(1 + e^z), with z = rate x. */
export function softplus(x: number, rate: number, scale: number): number {
  const z = x * rate;
  const held = Math.max(-Math.abs(z), LEAST);
  const u = held * LOG2_E_HIGH;
  const k = u + ROUNDER - ROUNDER;
  const f = u - k + held * LOG2_E_LOW;
  const E = even(f);
  const O = odd(f);
  const a = powerOf2(k) * +(held !== LEAST) * (E + O);
  const c = E - O + a * 0.5;
  return scale * (positivePart(z) + logarithm(a, c));
}

/** Down to here e^z is a normal float64. */
const LEAST = -690;

/** d^2 + b d + c. */
export function quadratic(d: number, b: number, c: number): number {
  return d * (d + b) + c;
}

/** For numbers that float32 rounds to 0, which keep their sign, and for others. */
const ADDENDS = Float64Array.of(-0, 2 ** -176);

/**
 * A result near 0 that is x/2 plus a positive term, too small for float64 to hold. Where x/2 lies in the middle between two
 * subnormal float32 numbers, that term decides: so a number is added that only the smallest results notice. It is less than
 * half the distance between two float32 numbers, and more than a rounding error of float64 there.
 */
export function aboveTies(y: number): number {
  return y + ADDENDS[+(Math.abs(y) > 2 ** -151)];
}
