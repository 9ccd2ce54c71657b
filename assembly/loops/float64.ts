import { hiddenZero, splat32 } from "../math/constant";
import { NONE } from "./none";

/**
 * The loops for what computes in float64. Four elements are promoted, an op says what happens to two of them, and the
 * results are rounded to float32 once. Ops and calls are as in map.ts; `a` to `d` are the kernel's edges and parameters.
 *
 * An op may do a part on all four elements in float32, which costs half of what it costs in float64: `held` bounds them
 * first (sigmoid 1.03x, tanh 1.02x), and `completed` makes the last of the rounded results and x (elu 1.2x).
 *
 * One turn does a whole vector or, at the end, one element in every lane: so the op is there twice and not six times,
 * which is a third of the bytes.
 */

/** The op on both halves of four elements. */
function halves<Op>(x: v128, zero: f64, a: f64, b: f64, c: f64, d: f64): v128 {
  const op = changetype<Op>(0);
  let held = x;
  if (isDefined(op.held)) held = op.held(x, zero, a, b);
  const low = op.f(f64x2.promote_low_f32x4(held), zero, a, b, c, d);
  const high = op.f(f64x2.promote_low_f32x4(v128.shuffle<i64>(held, held, 1, 1)), zero, a, b, c, d);
  const y = v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
  if (isDefined(op.completed)) return op.completed(y, x, zero);
  return y;
}

/** y[i] = f(x[i]). `x` and `y` do not overlap, or are the same. */
export function map64<Op>(x: usize, y: usize, n: usize, a: f64 = 0, b: f64 = 0, c: f64 = 0, d: f64 = 0): void {
  if (n == 0) return;
  const zero = hiddenZero(n);
  do {
    const isVector = n >= 4;
    const v = isVector ? v128.load(x) : v128.load_splat<f32>(x);
    const result = inline.always(halves<Op>(v, zero, a, b, c, d));
    if (isVector) v128.store(y, result);
    else v128.store_lane<f32>(y, result, 0);
    const step: usize = isVector ? 16 : 4;
    n -= step >> 2;
    x += step;
    y += step;
  } while (n > 0);
}

/** How a gradient takes dy: one float32 multiplication with the rounded f'(x). */
@unmanaged
export class Product {
  @inline
  f(slope: v128, _minusZero: v128): v128 {
    return slope;
  }
  @inline
  fDy(slope: v128, dy: v128, _minusZero: v128): v128 {
    return f32x4.mul(dy, slope);
  }
}

/**
 * The same where f is flat on some interval. There the op gives -0 for f'(x), which is +0, and so is the gradient, even
 * for an infinite dy; NaN for a dy of NaN.
 */
@unmanaged
export class ProductOrZero {
  @inline
  f(slope: v128, minusZero: v128): v128 {
    return f32x4.sub(slope, minusZero); // -0 - -0 is +0; any other number stays
  }
  @inline
  fDy(slope: v128, dy: v128, minusZero: v128): v128 {
    const isFlat = i32x4.eq(slope, minusZero);
    return v128.or(v128.andnot(f32x4.mul(dy, slope), isFlat), f32x4.ne(dy, dy));
  }
}

/**
 * Two elements a turn here, so that an op, mostly a long one, is there once.
 * y[i] = f'(x[i]) where dy is NONE, else dy[i] * f'(x[i]). `y` overlaps neither `x` nor `dy`, or is the same
 * as either.
 */
export function mapGrad64<Op, Times>(
  x: usize,
  dy: usize,
  y: usize,
  n: usize,
  a: f64 = 0,
  b: f64 = 0,
  c: f64 = 0,
  d: f64 = 0,
): void {
  const op = changetype<Op>(0);
  const times = changetype<Times>(0);
  const zero = hiddenZero(n);
  const isGiven = dy != NONE;
  const minusZero = splat32(-0.0, zero); // here, since it would stay inside a branch of the loop
  if (n == 0) return;
  do {
    const isPair = n >= 2;
    const v = isPair ? v128.load_splat<u64>(x) : v128.load_splat<f32>(x);
    let result = f32x4.demote_f64x2_zero(op.f(f64x2.promote_low_f32x4(v), zero, a, b, c, d));
    if (isGiven) result = times.fDy(result, isPair ? v128.load_splat<u64>(dy) : v128.load_splat<f32>(dy), minusZero);
    else result = times.f(result, minusZero);
    if (isPair) v128.store_lane<u64>(y, result, 0);
    else v128.store_lane<f32>(y, result, 0);
    const step: usize = isPair ? 8 : 4;
    n -= step >> 2;
    x += step;
    y += step;
    if (isGiven) dy += step;
  } while (n > 0);
}
