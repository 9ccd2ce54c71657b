import { high, low, rounded } from "../math/halves";
import { NONE } from "./none";

/**
 * The loop for what computes in float64: y = f(x + bias) * dy * times, as in float32.ts and rounded in the same steps. Elements
 * are promoted, an op is the formula for two of them, and its results are rounded to float32 once. Ops and calls are as in
 * float32.ts.
 *
 * An op may do a part on all four elements in float32, which costs half of what it costs in float64: `clamped(x)` bounds them
 * first (sigmoid 1.03x, tanh 1.02x), and `completed(y, x)` makes the result of the rounded one and x (elu 1.2x).
 *
 * One turn does four elements, or two, and at the end one element in every lane: so the op is there twice, or once, and not six
 * times, which is a third of the bytes. Bias, dy and times are branches that go the same way in every turn.
 */

/** `lanes` elements, or one of them in every lane. */
function load(address: usize, isWhole: bool, lanes: usize): v128 {
  if (lanes == 4) return isWhole ? v128.load(address) : v128.load_splat<f32>(address);
  return isWhole ? v128.load_splat<u64>(address) : v128.load_splat<f32>(address);
}

function store(y: usize, result: v128, isWhole: bool, lanes: usize): void {
  if (!isWhole) v128.store_lane<f32>(y, result, 0);
  else if (lanes == 4) v128.store(y, result);
  else v128.store_lane<u64>(y, result, 0);
}

/** f of `lanes` elements. */
function formula<Op>(x: v128, lanes: usize): v128 {
  const op = changetype<Op>(0);
  let clamped = x;
  if (isDefined(op.clamped)) clamped = op.clamped(x);
  let y: v128;
  if (lanes == 4) y = rounded(op.f(low(clamped)), op.f(high(clamped)));
  else y = f32x4.demote_f64x2_zero(op.f(low(clamped)));
  if (isDefined(op.completed)) y = op.completed(y, x);
  return y;
}

function loop<Op>(lanes: usize, x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  const op = changetype<Op>(0);
  if (n == 0) return;
  if (dy == NONE) {
    // A single factor is dy.
    dy = times;
    times = NONE;
  }
  const isBias = bias != NONE;
  const isDy = dy != NONE;
  const isTimes = times != NONE;
  // From here on these are distances from x, which alone advances: more pointers than that would be kept on the stack.
  bias -= x;
  dy -= x;
  times -= x;
  y -= x;
  do {
    const isWhole = n >= lanes;
    let v = load(x, isWhole, lanes);
    if (isBias) v = f32x4.add(v, load(x + bias, isWhole, lanes));
    let result = inline.always(formula<Op>(v, lanes));
    let isFlat = result;
    if (isDefined(op.isFlat)) {
      isFlat = op.isFlat(result);
      result = v128.andnot(result, isFlat);
    }
    if (isDy) {
      let d = load(x + dy, isWhole, lanes);
      if (isTimes) d = f32x4.mul(d, load(x + times, isWhole, lanes));
      result = f32x4.mul(d, result);
      // An infinite dy times 0 is NaN, and is to be 0; a NaN is to stay.
      if (isDefined(op.isFlat)) result = v128.or(v128.andnot(result, isFlat), f32x4.ne(d, d));
    }
    store(x + y, result, isWhole, lanes);
    const step: usize = isWhole ? lanes : 1;
    n -= step;
    x += step << 2;
  } while (n > 0);
}

/** y = f(x), for an op that takes so little time that the branches of `loop` show. */
export function plain64<Op>(x: usize, y: usize, n: usize): void {
  if (n == 0) return;
  do {
    const isWhole = n >= 4;
    store(y, inline.always(formula<Op>(load(x, isWhole, 4), 4)), isWhole, 4);
    const step: usize = isWhole ? 4 : 1;
    n -= step;
    x += step << 2;
    y += step << 2;
  } while (n > 0);
}

/** Four elements a turn. */
export function map64<Op>(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(loop<Op>(4, x, bias, dy, times, y, n));
}

/** Two elements a turn, so that a long op is there once: most gradients. A short one takes 1.4 times as long in it (softsign, hardSigmoid). */
export function mapPairs64<Op>(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(loop<Op>(2, x, bias, dy, times, y, n));
}
