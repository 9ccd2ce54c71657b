/**
 * What several functions of float64 precision share: assembly/math/exponential.ts, with the same operations in the same order.
 *
 * Numbers come from tables, which a twin reads before its loop: so they stay in registers or on the stack. V8 builds a number that
 * is written in the loop anew at each use, and bundlers write constants there: sigmoid took 1.3 times as long, gelu 1.6 times.
 */

/** 1.5 * 2^52: adding it and subtracting it rounds to the nearest integer. */
const ROUNDER = 6755399441055744;

// biome-ignore lint/suspicious/noApproximativeNumericConstant: the standard does not fix the bits of Math.LOG2E
export const LOG2E = 1.4426950408889634;

/**
 * LOG2E, ROUNDER, e0, e1, e2, o0 and o1, of e^z = 2^k (E + O) / (E - O), where k + f = z log2(e), E = e0 + e1 f^2 + e2 f^4 and
 * O = f (o0 + o1 f^2 + f^4).
 */
export const EXPONENTIAL = /* @__PURE__ */ exponential(
  LOG2E,
  189156.72439750133,
  10097.574668568917,
  43.302812622895956,
  65556.72510004131,
  874.8088595958367,
);

/** The same for silu and geluTanh, which misround nothing with it. */
export const GATE = /* @__PURE__ */ exponential(
  LOG2E,
  189156.72439748512,
  10097.574668568754,
  43.302812623364545,
  65556.725100036114,
  874.8088595967624,
);

/** Such a table. */
export function exponential(log2E: number, ...coefficients: readonly number[]): Float64Array {
  return Float64Array.of(log2E, ROUNDER, ...coefficients);
}

const MOST = 1023;

/**
 * 2^k for -1023 < k <= 1023, and 0 for -1023. A table: to write a float64 through its integers took 9 ns here, a load a fraction
 * of one.
 */
// A sum with a name in the arguments would keep the table in every bundle.
const POWERS = /* @__PURE__ */ Float64Array.from({ length: 2047 }, (_, i) => i && 2 ** (i - MOST));

/** 2^k; for NaN any. */
export function powerOf2(k: number): number {
  return POWERS[(k + MOST) | 0];
}

/** A number between -limit and limit; NaN stays NaN. */
export function bounded(u: number, limit: number): number {
  return Math.max(Math.min(u, limit), -limit);
}

/**
 * A number that is added to results near 0 that are x/2 plus a positive term, too small for float64 to hold. Where x/2 lies in
 * the middle between two subnormal float32 numbers, that term decides: so it is one that only the smallest results notice, less
 * than half the distance between two float32 numbers, and more than a rounding error of float64 there. silu(-90.92189) needs it
 * too. The sign has to be set anew, since it is that of x where the result is rounded to 0.
 */
export const ABOVE_TIES = 2.2969071727354806e-52; // 11 * 2^-175

/** The sign among the bits of a float32. */
export const SIGN = -2147483648;
