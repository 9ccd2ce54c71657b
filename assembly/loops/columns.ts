import { splat64 } from "../math/constant";
import { low } from "../math/halves";
import { log1p } from "../math/logarithm";
import { NONE } from "./none";
import { exponential, NO_TERMS, scaled } from "./rows";

/**
 * Passes over rows that lie side by side: element j of a row is `step` bytes behind element j - 1. Two rows are done at a time, one in each
 * lane, so that each lane has the sums of rows.ts, in the same order and to the same bits. The last of an odd number is
 * done alone, in both lanes. `terms` holds two float64 for each j, or is NO_TERMS. Call these as `inline.always(columnMax(...))`: a
 * function of the binary takes no vectors.
 */

/** Element j of two rows, or of one row in both lanes, as float64. */
function load(x: usize, isPair: bool): v128 {
  return low(isPair ? v128.load_splat<u64>(x) : v128.load_splat<f32>(x));
}

function store(y: usize, v: v128, isPair: bool): void {
  const result = f32x4.demote_f64x2_zero(v);
  if (isPair) v128.store_lane<u64>(y, result, 0);
  else v128.store_lane<f32>(y, result, 0);
}

/** The largest element of each row; -Infinity where there is none but NaN, which the sum is to find. */
export function columnMax(x: usize, size: usize, step: usize, isPair: bool): v128 {
  let max = f64x2.splat(-Infinity);
  do {
    max = f64x2.pmax(max, inline.always(load(x, isPair)));
    x += step;
  } while (--size > 0);
  return max;
}

/** e^(x - max), which is left at `terms` where there is a place for it. */
@unmanaged
export class Exponentials {
  @inline
  at(x: v128, max: v128, _dy: usize, terms: usize, _isPair: bool): v128 {
    const e = inline.always(exponential(f64x2.sub(x, max)));
    if (terms != NO_TERMS) v128.store(terms, e);
    return e;
  }
}

/** e^(x - max) of the elements that are not the maximum. */
@unmanaged
export class Others {
  @inline
  at(x: v128, max: v128, _dy: usize, _terms: usize, _isPair: bool): v128 {
    return v128.and(inline.always(exponential(f64x2.sub(x, max))), f64x2.ne(x, max));
  }
}

/** dy e^(x - max). */
@unmanaged
export class Products {
  @inline
  at(x: v128, max: v128, dy: usize, _terms: usize, isPair: bool): v128 {
    return f64x2.mul(inline.always(exponential(f64x2.sub(x, max))), inline.always(load(dy, isPair)));
  }
}

/** The same with exponentials that were left at `terms`. */
@unmanaged
export class KeptProducts {
  @inline
  at(_x: v128, _max: v128, dy: usize, terms: usize, isPair: bool): v128 {
    return f64x2.mul(v128.load(terms), inline.always(load(dy, isPair)));
  }
}

/** dy. */
@unmanaged
export class Gradients {
  @inline
  at(_x: v128, _max: v128, dy: usize, _terms: usize, isPair: bool): v128 {
    return inline.always(load(dy, isPair));
  }
}

/** For each row the sum of what `Term` makes of its elements. */
export function columnSum<Term>(
  x: usize,
  dy: usize,
  terms: usize,
  size: usize,
  step: usize,
  max: v128,
  isPair: bool,
): v128 {
  const term = changetype<Term>(0);
  const none = splat64(0);
  let sum0 = none;
  let sum1 = none;
  let even = none;
  let odd = none;
  let j: usize = 0;
  do {
    const e = term.at(inline.always(load(x, isPair)), max, dy, terms, isPair);
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

/** The last pass, as rowScale of rows.ts. */
export function columnScale(
  x: usize,
  dy: usize,
  terms: usize,
  y: usize,
  size: usize,
  step: usize,
  max: v128,
  sum: v128,
  p: v128,
  isPair: bool,
  isLog: bool,
): void {
  const inverse = f64x2.div(f64x2.splat(1), sum);
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
export function columnLog(x: usize, y: usize, size: usize, step: usize, max: v128, log: v128, isPair: bool): void {
  do {
    inline.always(store(y, f64x2.sub(f64x2.sub(inline.always(load(x, isPair)), max), log), isPair));
    x += step;
    y += step;
  } while (--size > 0);
}

/** ln(1 + s) in both lanes. */
export function logs(s: v128): v128 {
  const first = f64x2.replace_lane(s, 0, log1p(f64x2.extract_lane(s, 0)));
  return f64x2.replace_lane(first, 1, log1p(f64x2.extract_lane(s, 1)));
}
