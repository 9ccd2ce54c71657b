import { hiddenZero, splat64 } from "./constant";
import { LOG2_E, even, nearest, odd, powerOf2, rest } from "./math";
import { NONE } from "./none";
import { logarithm } from "./softplus";

/**
 * What the functions of rows share: passes over the n elements of one row. The exponentials of x - max are at most 1, so no sum
 * overflows; they are computed anew in each pass, since a kernel has no memory of its own to keep them in.
 *
 * A sum's order is part of the contract, and src/ops/rows.ts has the same: four elements a step, of which the first and the
 * third are added, and the second and the fourth; these go to two partial sums, which are added at the end. What is
 * missing in the last step counts as 0.
 */

/** Below this, 2^k is 0: powerOf2 gives the bits of +0 for it. */
const LEAST: f64 = -1023;

/** Four elements, or the n < 4 that are left, in front of `padding`. */
export function load(x: usize, n: usize, padding: v128): v128 {
  if (n >= 4) return v128.load(x);
  let v = v128.load_lane<f32>(x, padding, 0);
  if (n > 1) v = v128.load_lane<f32>(x, v, 1, 4);
  if (n > 2) v = v128.load_lane<f32>(x, v, 2, 8);
  return v;
}

function store(y: usize, n: usize, v: v128): void {
  if (n >= 4) {
    v128.store(y, v);
    return;
  }
  v128.store_lane<f32>(y, v, 0);
  if (n > 1) v128.store_lane<f32>(y, v, 1, 4);
  if (n > 2) v128.store_lane<f32>(y, v, 2, 8);
}

function low(v: v128): v128 {
  return f64x2.promote_low_f32x4(v);
}

function high(v: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(v, v, 1, 1));
}

/** (x - max) log2(e), at least LEAST. NaN stays NaN. */
function exponent(z: v128, zero: f64): v128 {
  return f64x2.pmax(f64x2.mul(z, splat64(LOG2_E, zero)), splat64(LEAST, zero));
}

/** The largest element; -Infinity where there is none but NaN, which the sum is to find. */
export function rowMax(x: usize, n: usize): f64 {
  let max = f32x4.splat(-Infinity);
  for (; n >= 4; n -= 4, x += 16) max = f32x4.pmax(max, v128.load(x));
  if (n > 0) max = f32x4.pmax(max, inline.always(load(x, n, v128.load_splat<f32>(x))));
  max = f32x4.pmax(max, v128.shuffle<i64>(max, max, 1, 0));
  return Mathf.max(f32x4.extract_lane(max, 0), f32x4.extract_lane(max, 1));
}

/** The sum of e^(x - max), of dy e^(x - max) where there is a dy. `isRest`: without the elements that are the maximum. */
export function rowSum(x: usize, dy: usize, n: usize, max: f64, isRest: bool): f64 {
  const zero = hiddenZero(n);
  const least = splat64(LEAST, zero);
  const maxima = f64x2.splat(max);
  const left = i64x2.splat(-(<i64>isRest));
  const isGiven = dy != NONE;
  let sum = f64x2.splat(0);
  for (;;) {
    const v = inline.always(load(x, n, v128.load_splat<f32>(x)));
    const z0 = f64x2.sub(low(v), maxima);
    const z1 = f64x2.sub(high(v), maxima);
    let u0 = exponent(z0, zero);
    let u1 = exponent(z1, zero);
    if (n < 4) {
      // What is missing: e^LEAST, which is 0.
      if (n == 1) u0 = v128.shuffle<i64>(u0, least, 0, 2);
      u1 = n == 3 ? v128.shuffle<i64>(u1, least, 0, 2) : least;
    }
    const k0 = nearest(u0, zero);
    const k1 = nearest(u1, zero);
    const f0 = rest(u0, k0, zero);
    const f1 = rest(u1, k1, zero);
    const E0 = even(f0, zero);
    const E1 = even(f1, zero);
    const O0 = odd(f0, zero);
    const O1 = odd(f1, zero);
    const isMax0 = f64x2.eq(z0, splat64(0, zero));
    const isMax1 = f64x2.eq(z1, splat64(0, zero));
    let a0 = v128.andnot(f64x2.mul(powerOf2(k0, zero), f64x2.add(E0, O0)), v128.and(isMax0, left));
    let a1 = v128.andnot(f64x2.mul(powerOf2(k1, zero), f64x2.add(E1, O1)), v128.and(isMax1, left));
    if (isGiven) {
      const d = inline.always(load(dy, n, v128.load_zero<f32>(dy)));
      a0 = f64x2.mul(a0, low(d));
      a1 = f64x2.mul(a1, high(d));
    }
    const b0 = f64x2.sub(E0, O0);
    const b1 = f64x2.sub(E1, O1);
    // a0 / b0 + a1 / b1, with one division.
    const both = f64x2.add(f64x2.mul(a0, b1), f64x2.mul(a1, b0));
    sum = f64x2.add(sum, f64x2.div(both, f64x2.mul(b0, b1)));
    if (n <= 4) break;
    n -= 4;
    x += 16;
    if (isGiven) dy += 16;
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** The sum of the elements. */
export function rowTotal(x: usize, n: usize): f64 {
  let sum = f64x2.splat(0);
  for (;;) {
    const v = inline.always(load(x, n, v128.load_zero<f32>(x)));
    sum = f64x2.add(sum, f64x2.add(low(v), high(v)));
    if (n <= 4) break;
    n -= 4;
    x += 16;
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** ln(1 + s), s >= 0: with 1 + s = 2^k (1 + a), it is k ln 2 + ln(1 + a). Where s < 1, a is s itself. */
export function log1p(s: f64): f64 {
  let k: f64 = 0;
  let a = s;
  if (s >= 1) {
    const sum = s + 1;
    const exponent = (reinterpret<u64>(sum) >> 52) - 1023;
    k = <f64>exponent;
    a = sum * reinterpret<f64>((1023 - exponent) << 52) - 1;
  }
  const log = inline.always(logarithm(f64x2.splat(a), f64x2.splat(1 + a * 0.5), 0));
  return k * 0.6931471805599453 + f64x2.extract_lane(log, 0);
}

/** Two elements' part of rowScale. */
function scaled(z: v128, dy: v128, zero: f64, sum: f64, p: v128, isShifted: bool, isLog: bool): v128 {
  const u = exponent(z, zero);
  const k = nearest(u, zero);
  const f = rest(u, k, zero);
  const E = even(f, zero);
  const O = odd(f, zero);
  const a = f64x2.mul(powerOf2(k, zero), f64x2.add(E, O));
  const b = f64x2.mul(f64x2.sub(E, O), f64x2.splat(sum));
  const weight = isShifted ? f64x2.sub(dy, p) : p;
  const result = f64x2.div(f64x2.mul(a, weight), b);
  return isLog ? f64x2.sub(dy, result) : result;
}

/**
 * The last pass of three functions in one loop, with s = e^(x - max) / sum: s p where dy is NONE, else s (dy - p), or dy - s p
 * where `isLog`. `y` overlaps neither `x` nor `dy`, or is the same as either.
 */
export function rowScale(x: usize, dy: usize, y: usize, n: usize, max: f64, sum: f64, p: f64, isLog: bool): void {
  const zero = hiddenZero(n);
  const maxima = f64x2.splat(max);
  const ps = f64x2.splat(p);
  const isGiven = dy != NONE;
  const isShifted = isGiven && !isLog;
  for (;;) {
    const v = inline.always(load(x, n, v128.load_splat<f32>(x)));
    let d = v;
    if (isGiven) d = inline.always(load(dy, n, v128.load_splat<f32>(dy)));
    const r0 = inline.always(scaled(f64x2.sub(low(v), maxima), low(d), zero, sum, ps, isShifted, isLog));
    const r1 = inline.always(scaled(f64x2.sub(high(v), maxima), high(d), zero, sum, ps, isShifted, isLog));
    const result = v128.shuffle<i64>(f32x4.demote_f64x2_zero(r0), f32x4.demote_f64x2_zero(r1), 0, 2);
    inline.always(store(y, n, result));
    if (n <= 4) break;
    n -= 4;
    x += 16;
    if (isGiven) dy += 16;
    y += 16;
  }
}
