import { splat64 } from "../math/constant";
import { high, low } from "../math/halves";
import { NONE } from "./none";
import { exponential, NO_TERMS, scaled } from "./rows";

/**
 * Passes over rows that lie side by side: element j of a row is `step` bytes behind element j - 1. Two rows are done at a time, one in each
 * lane, so that each lane has the sums of rows.ts, in the same order and to the same bits. The last of an odd number is
 * done alone, in both lanes. `terms` holds two float64 for each j, or is NO_TERMS.
 *
 * A function of the binary takes and gives no vectors: a pass leaves what it found for the two rows in Found, and is given numbers one by one.
 */

/** What the last pass found, one number for each row; and the maxima of the next two rows. */
@unmanaged
export class Found {
  static first: f64;
  static second: f64;
  static third: f64;
  static fourth: f64;
}

function found(v: v128): void {
  Found.first = f64x2.extract_lane(v, 0);
  Found.second = f64x2.extract_lane(v, 1);
}

/** The two numbers in a vector. */
function pair(first: f64, second: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

/** Element j of two rows, or of one row in both lanes, as float64. */
function load(x: usize, isPair: bool): v128 {
  return low(isPair ? v128.load_splat<u64>(x) : v128.load_splat<f32>(x));
}

function store(y: usize, v: v128, isPair: bool): void {
  const result = f32x4.demote_f64x2_zero(v);
  if (isPair) v128.store_lane<u64>(y, result, 0);
  else v128.store_lane<f32>(y, result, 0);
}

/**
 * The largest element of each of `rows` rows, four at the most; -Infinity where there is none but NaN, which the sum is to find. Every other
 * element has a maximum of its own, since each comparison waits for the one before. Four rows and two maxima take 0.25 ns an
 * element, two rows and one maximum 0.7 (rows of 1,024 elements, 16 and 64 side by side, Intel, Node 20).
 */
export function columnMax(x: usize, size: usize, step: usize, rows: usize): void {
  let max = f32x4.splat(-Infinity);
  let next = max;
  do {
    let v: v128;
    if (rows >= 4) v = v128.load(x);
    else v = rows >= 2 ? v128.load_splat<u64>(x) : v128.load_splat<f32>(x);
    const other = f32x4.pmax(max, v);
    max = next;
    next = other;
    x += step;
  } while (--size > 0);
  max = f32x4.pmax(max, next);
  inline.always(found(low(max)));
  const two = high(max);
  Found.third = f64x2.extract_lane(two, 0);
  Found.fourth = f64x2.extract_lane(two, 1);
}

/** e^(x - max), which is left at `terms` where there is a place for it. */
@unmanaged
class Exponentials {
  @inline
  at(x: usize, max: v128, _dy: usize, _isGiven: bool, terms: usize, isPair: bool): v128 {
    const e = inline.always(exponential(f64x2.sub(inline.always(load(x, isPair)), max)));
    if (terms != NO_TERMS) v128.store(terms, e);
    return e;
  }
}

/** dy e^(x - max), or where there is no dy, e^(x - max) of the elements that are not the maximum. */
@unmanaged
class Others {
  @inline
  at(x: usize, max: v128, dy: usize, isGiven: bool, _terms: usize, isPair: bool): v128 {
    const v = inline.always(load(x, isPair));
    const e = inline.always(exponential(f64x2.sub(v, max)));
    return isGiven ? f64x2.mul(e, inline.always(load(dy, isPair))) : v128.and(e, f64x2.ne(v, max));
  }
}

/** dy, times the exponential that was left at `terms`. */
@unmanaged
class Gradients {
  @inline
  at(_x: usize, _max: v128, dy: usize, _isGiven: bool, terms: usize, isPair: bool): v128 {
    let d = inline.always(load(dy, isPair));
    if (terms != NO_TERMS) d = f64x2.mul(d, v128.load(terms));
    return d;
  }
}

/** For each row the sum of what `Term` makes of its elements. */
function sumOf<Term>(x: usize, dy: usize, terms: usize, size: usize, step: usize, max: v128, isPair: bool): v128 {
  const term = changetype<Term>(0);
  const isGiven = dy != NONE;
  const none = splat64(0);
  let sum0 = none;
  let sum1 = none;
  let even = none;
  let odd = none;
  let j: usize = 0;
  do {
    const e = term.at(x, max, dy, isGiven, terms, isPair);
    // Four elements a step: the first and the third are added, and the second and the fourth.
    if ((j & 2) == 0) {
      if ((j & 1) == 0) even = e;
      else odd = e;
    } else if ((j & 1) == 0) {
      sum0 = f64x2.add(sum0, f64x2.add(even, e));
      even = none;
    } else {
      sum1 = f64x2.add(sum1, f64x2.add(odd, e));
      odd = none;
    }
    x += step;
    dy += step;
    if (terms != NO_TERMS) terms += 16;
  } while (++j < size);
  // Elements that are missing in the last step count as 0.
  return f64x2.add(f64x2.add(sum0, even), f64x2.add(sum1, odd));
}

/** The sum of e^(x - max). */
export function columnSum(x: usize, terms: usize, size: usize, step: usize, max0: f64, max1: f64, isPair: bool): void {
  const max = inline.always(pair(max0, max1));
  inline.always(found(inline.always(sumOf<Exponentials>(x, NONE, terms, size, step, max, isPair))));
}

/** The sum of dy e^(x - max), or where there is no dy, of e^(x - max) without the elements that are the maximum. */
export function columnOthers(x: usize, dy: usize, size: usize, step: usize, max0: f64, max1: f64, isPair: bool): void {
  const max = inline.always(pair(max0, max1));
  inline.always(found(inline.always(sumOf<Others>(x, dy, NO_TERMS, size, step, max, isPair))));
}

/** The sum of dy times the terms, or of dy where there are none. */
export function columnDot(dy: usize, terms: usize, size: usize, step: usize, isPair: bool): void {
  const none = splat64(0);
  inline.always(found(inline.always(sumOf<Gradients>(dy, dy, terms, size, step, none, isPair))));
}

/** The last pass, as rowScale of rows.ts. */
export function columnScale(
  x: usize,
  dy: usize,
  terms: usize,
  y: usize,
  size: usize,
  step: usize,
  max0: f64,
  max1: f64,
  sum0: f64,
  sum1: f64,
  p0: f64,
  p1: f64,
  isPair: bool,
  isLog: bool,
): void {
  const max = inline.always(pair(max0, max1));
  const inverse = f64x2.div(f64x2.splat(1), inline.always(pair(sum0, sum1)));
  const p = inline.always(pair(p0, p1));
  const isGiven = dy != NONE;
  if (terms == NO_TERMS) {
    do {
      const e = inline.always(exponential(f64x2.sub(inline.always(load(x, isPair)), max)));
      const d = isGiven ? inline.always(load(dy, isPair)) : e;
      inline.always(store(y, scaled(e, d, inverse, p, isGiven, isLog), isPair));
      x += step;
      dy += step;
      y += step;
    } while (--size > 0);
  } else {
    do {
      const e = v128.load(terms);
      const d = isGiven ? inline.always(load(dy, isPair)) : e;
      inline.always(store(y, scaled(e, d, inverse, p, isGiven, isLog), isPair));
      terms += 16;
      dy += step;
      y += step;
    } while (--size > 0);
  }
}

/** x - max - log of each row. */
export function columnLog(
  x: usize,
  y: usize,
  size: usize,
  step: usize,
  max0: f64,
  max1: f64,
  log0: f64,
  log1: f64,
  isPair: bool,
): void {
  const max = inline.always(pair(max0, max1));
  const log = inline.always(pair(log0, log1));
  do {
    inline.always(store(y, f64x2.sub(f64x2.sub(inline.always(load(x, isPair)), max), log), isPair));
    x += step;
    y += step;
  } while (--size > 0);
}
