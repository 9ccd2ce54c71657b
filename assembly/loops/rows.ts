import { splat64, unknownZero } from "../math/constant";
import { even, LOG2_E, nearest, odd, powerOf2, rest } from "../math/exponential";
import { NONE } from "./none";
import { high, low, rounded } from "../math/halves";

/**
 * What the functions of rows share: passes over the n elements of one row. The exponentials of x - max are at most 1, so no sum
 * overflows. `terms` is where the first pass leaves them as float64 for the later ones, or NO_TERMS where there is no room:
 * then each pass computes them anew, to the same bits, at about half the speed.
 *
 * A sum's order is part of the contract, and src/functions/math/rows.ts has the same: four elements a step, of which the first and the
 * third are added, and the second and the fourth; these go to two partial sums, which are added at the end. What is
 * missing in the last step counts as 0.
 */

/** The address of terms that are not kept. Nothing is kept there. */
export const NO_TERMS: usize = 0;

/**
 * Does all rows of `size` elements. An op has `row`, for one of them, and `columns`, for two that lie side by side, or one: `inner` is how many
 * do, so that element j of a row is `inner` elements behind element j - 1.
 */
export function eachRow<Op>(
  x: usize,
  dy: usize,
  y: usize,
  n: usize,
  size: usize,
  terms: usize,
  inner: usize,
  isLog: bool,
): void {
  const op = changetype<Op>(0);
  const isGiven = dy != NONE;
  if (inner == 1) {
    for (; n > 0; n -= size, x += 4 * size, y += 4 * size) {
      op.row(x, dy, y, size, terms, isLog);
      if (isGiven) dy += 4 * size;
    }
    return;
  }
  const step: usize = 4 * inner;
  for (; n > 0; n -= size * inner) {
    let left = inner;
    do {
      const isPair = left >= 2;
      op.columns(x, dy, y, size, terms, step, inner, left, isLog);
      const rows: usize = isPair ? 2 : 1;
      left -= rows;
      // Behind the last row of these, where the next ones begin.
      const bytes: usize = 4 * rows + (left == 0 ? step * (size - 1) : <usize>0);
      x += bytes;
      y += bytes;
      if (isGiven) dy += bytes;
    } while (left > 0);
  }
}

/** Below this, 2^k is 0: powerOf2 gives the bits of +0 for it. */
const LEAST: f64 = -1023;

/** Four elements, or the n < 4 that are left, in front of `padding`. */
export function load(x: usize, n: usize, padding: v128): v128 {
  let v = padding;
  if (n >= 4) v = v128.load(x);
  else {
    v = v128.load_lane<f32>(x, v, 0);
    if (n > 1) v = v128.load_lane<f32>(x, v, 1, 4);
    if (n > 2) v = v128.load_lane<f32>(x, v, 2, 8);
  }
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

/** (x - max) log2(e), at least LEAST. NaN stays NaN. */
function exponent(z: v128): v128 {
  return f64x2.pmax(f64x2.mul(z, splat64(LOG2_E)), splat64(LEAST));
}

/** The largest element; -Infinity where there is none but NaN, which the sum is to find. */
export function rowMax(x: usize, n: usize): f64 {
  let max = f32x4.splat(-Infinity);
  for (; n >= 4; n -= 4, x += 16) max = f32x4.pmax(max, v128.load(x));
  if (n > 0) max = f32x4.pmax(max, inline.always(load(x, n, v128.load_splat<f32>(x))));
  max = f32x4.pmax(max, v128.shuffle<i64>(max, max, 1, 0));
  return Mathf.max(f32x4.extract_lane(max, 0), f32x4.extract_lane(max, 1));
}

/** e^z of two elements, z <= 0. */
export function exponential(z: v128): v128 {
  const u = exponent(z);
  const k = nearest(u);
  const f = rest(u, k);
  const E = even(f);
  const O = odd(f);
  return f64x2.div(f64x2.mul(powerOf2(k), f64x2.add(E, O)), f64x2.sub(E, O));
}

/** The sum of e^(x - max), of dy e^(x - max) where there is a dy. `isRest`: without the elements that are the maximum. */
export function rowSum(x: usize, dy: usize, terms: usize, n: usize, max: f64, isRest: bool): f64 {
  const maxima = f64x2.splat(max);
  const isGiven = dy != NONE;
  const isKept = terms != NO_TERMS;
  const zero = unknownZero; // read here, since it would stay inside a branch of the loop
  const none = f64x2.splat(zero);
  let sum = none;
  for (;;) {
    const v = inline.always(load(x, n, v128.load_splat<f32>(x)));
    let e0 = inline.always(exponential(f64x2.sub(low(v), maxima)));
    let e1 = inline.always(exponential(f64x2.sub(high(v), maxima)));
    if (n < 4) {
      // Elements that are missing in the last step count as 0.
      if (n == 1) e0 = f64x2.replace_lane(e0, 1, zero);
      e1 = n == 3 ? f64x2.replace_lane(e1, 1, zero) : none;
    }
    if (isKept) {
      v128.store(terms, e0);
      v128.store(terms, e1, 16);
      terms += 32;
    }
    if (isRest) {
      e0 = v128.and(e0, f64x2.ne(low(v), maxima));
      e1 = v128.and(e1, f64x2.ne(high(v), maxima));
    }
    if (isGiven) {
      const d = inline.always(load(dy, n, v128.load_zero<f32>(dy)));
      e0 = f64x2.mul(e0, low(d));
      e1 = f64x2.mul(e1, high(d));
      dy += 16;
    }
    sum = f64x2.add(sum, f64x2.add(e0, e1));
    if (n <= 4) break;
    n -= 4;
    x += 16;
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** The sum of dy times the terms. */
export function rowDot(terms: usize, dy: usize, n: usize): f64 {
  let sum = f64x2.splat(0);
  for (;;) {
    const d = inline.always(load(dy, n, v128.load_zero<f32>(dy)));
    const e0 = f64x2.mul(v128.load(terms), low(d));
    const e1 = f64x2.mul(v128.load(terms, 16), high(d));
    sum = f64x2.add(sum, f64x2.add(e0, e1));
    if (n <= 4) break;
    n -= 4;
    terms += 32;
    dy += 16;
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

/** What rowScale makes of two terms. */
export function scaled(e: v128, dy: v128, inverse: v128, p: v128, isGiven: bool, isLog: bool): v128 {
  const share = f64x2.mul(e, inverse);
  if (!isGiven) return share;
  return isLog ? f64x2.sub(dy, f64x2.mul(share, p)) : f64x2.mul(share, f64x2.sub(dy, p));
}

/**
 * The last pass of three functions, with s = e^(x - max) / sum: s where dy is NONE, else s (dy - p), or dy - s p where `isLog`.
 * `y` overlaps neither `x` nor `dy`, or is the same as either.
 */
export function rowScale(
  x: usize,
  dy: usize,
  terms: usize,
  y: usize,
  n: usize,
  max: f64,
  sum: f64,
  p: f64,
  isLog: bool,
): void {
  const inverse = f64x2.splat(1 / sum);
  if (terms == NO_TERMS) inline.always(scaleAnew(x, dy, y, n, max, inverse, f64x2.splat(p), isLog));
  else inline.always(scaleTerms(terms, dy, y, n, inverse, f64x2.splat(p), isLog));
}

function scaleTerms(terms: usize, dy: usize, y: usize, n: usize, inverse: v128, p: v128, isLog: bool): void {
  for (;;) {
    inline.always(scaleStep(v128.load(terms), v128.load(terms, 16), dy, y, n, inverse, p, isLog));
    if (n <= 4) break;
    n -= 4;
    terms += 32;
    if (dy != NONE) dy += 16;
    y += 16;
  }
}

/** The same without terms that were kept. */
function scaleAnew(x: usize, dy: usize, y: usize, n: usize, max: f64, inverse: v128, p: v128, isLog: bool): void {
  const maxima = f64x2.splat(max);
  for (;;) {
    const v = inline.always(load(x, n, v128.load_splat<f32>(x)));
    const e0 = inline.always(exponential(f64x2.sub(low(v), maxima)));
    const e1 = inline.always(exponential(f64x2.sub(high(v), maxima)));
    inline.always(scaleStep(e0, e1, dy, y, n, inverse, p, isLog));
    if (n <= 4) break;
    n -= 4;
    x += 16;
    if (dy != NONE) dy += 16;
    y += 16;
  }
}

/** Four elements of it. */
function scaleStep(e0: v128, e1: v128, dy: usize, y: usize, n: usize, inverse: v128, p: v128, isLog: bool): void {
  const isGiven = dy != NONE;
  let d = e0;
  if (isGiven) d = inline.always(load(dy, n, v128.load_zero<f32>(dy)));
  const r0 = scaled(e0, low(d), inverse, p, isGiven, isLog);
  const r1 = scaled(e1, high(d), inverse, p, isGiven, isLog);
  const result = rounded(r0, r1);
  inline.always(store(y, n, result));
}
