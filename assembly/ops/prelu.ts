import { hiddenZero, splat32 } from "../math/constant";
import { NONE } from "../loops/none";
import { load as loadVector } from "../loops/rows";

/**
 * leakyRelu with a slope for each channel. Element i is of channel floor(i / inner) mod channels; n is a multiple of
 * inner * channels. Where inner is 1, a vector has four channels, else one.
 */

/** Whether max(x, alpha * x) is prelu(x) for each alpha, as it is for leakyRelu. */
function isMax(alpha: usize, end: usize): bool {
  for (; alpha < end; alpha += 4) {
    const slope = load<f32>(alpha);
    if (slope > 1 || slope == 0) return false;
  }
  return true;
}

/** As leakyRelu's. */
function max(x: v128, alpha: v128): v128 {
  return f32x4.pmax(x, f32x4.mul(x, alpha));
}

/** `inner` elements of a channel, and then those of the next one. Loads before their stores, as in map.ts. */
function channelsFirst(x: usize, y: usize, n: usize, alpha: usize, end: usize, inner: usize): void {
  for (let at = alpha; n > 0; n -= inner) {
    const s = v128.load_splat<f32>(at);
    let left = inner;
    for (; left >= 32; left -= 32, x += 128, y += 128) {
      const v0 = max(v128.load(x), s);
      const v1 = max(v128.load(x, 16), s);
      const v2 = max(v128.load(x, 32), s);
      const v3 = max(v128.load(x, 48), s);
      v128.store(y, v0);
      v128.store(y, v1, 16);
      v128.store(y, v2, 32);
      v128.store(y, v3, 48);
      const v4 = max(v128.load(x, 64), s);
      const v5 = max(v128.load(x, 80), s);
      const v6 = max(v128.load(x, 96), s);
      const v7 = max(v128.load(x, 112), s);
      v128.store(y, v4, 64);
      v128.store(y, v5, 80);
      v128.store(y, v6, 96);
      v128.store(y, v7, 112);
    }
    for (; left >= 4; left -= 4, x += 16, y += 16) v128.store(y, max(v128.load(x), s));
    for (; left > 0; left--, x += 4, y += 4) v128.store_lane<f32>(y, max(v128.load_splat<f32>(x), s), 0);
    at += 4;
    if (at == end) at = alpha;
  }
}

/** An element of each channel, and again. */
function channelsLast(x: usize, y: usize, n: usize, alpha: usize, end: usize): void {
  const channels = (end - alpha) >> 2;
  for (; n > 0; n -= channels) {
    let at = alpha;
    let left = channels;
    for (; left >= 16; left -= 16, x += 64, y += 64, at += 64) {
      const v0 = max(v128.load(x), v128.load(at));
      const v1 = max(v128.load(x, 16), v128.load(at, 16));
      const v2 = max(v128.load(x, 32), v128.load(at, 32));
      const v3 = max(v128.load(x, 48), v128.load(at, 48));
      v128.store(y, v0);
      v128.store(y, v1, 16);
      v128.store(y, v2, 32);
      v128.store(y, v3, 48);
    }
    for (; left >= 4; left -= 4, x += 16, y += 16, at += 16) v128.store(y, max(v128.load(x), v128.load(at)));
    for (; left > 0; left--, x += 4, y += 4, at += 4) {
      v128.store_lane<f32>(y, max(v128.load_splat<f32>(x), v128.load_splat<f32>(at)), 0);
    }
  }
}

/** prelu(x) = x < 0 ? alpha * x : x. `x` and `y` do not overlap, or are the same. */
export function prelu(x: usize, y: usize, n: usize, alpha: usize, channels: usize, inner: usize): void {
  const end: usize = alpha + channels * 4;
  if (!inline.always(isMax(alpha, end))) return preluGrad(x, x, y, n, alpha, channels, inner, 0);
  if (inner == 1) inline.always(channelsLast(x, y, n, alpha, end));
  else inline.always(channelsFirst(x, y, n, alpha, end, inner));
}

/**
 * x < edge ? alpha : 1, times dy where there is one. NaN in x or dy gives NaN. `kink`: 0 takes the right-hand slope at 0, 1 the
 * left-hand one, 2 that of smaller magnitude. The edge is 0, or the number above it, whose bits are those of 1.
 */
export function preluGrad(
  x: usize,
  dy: usize,
  y: usize,
  n: usize,
  alpha: usize,
  channels: usize,
  inner: usize,
  kink: i32,
): void {
  const zero = hiddenZero(n);
  const one = splat32(1, zero);
  const minusZero = splat32(-0.0, zero);
  const isLeft = i32x4.splat(kink & 1);
  const isSmaller = i32x4.splat(kink >> 1);
  const isLast = inner == 1;
  const isGiven = dy != NONE;
  const count = isLast ? channels : inner;
  const end: usize = alpha + channels * 4;
  let at = alpha;
  for (; n > 0; n -= count) {
    let left = count;
    do {
      const isVector = left >= 4;
      const v = isVector ? v128.load(x) : v128.load_splat<f32>(x);
      const s = isLast && isVector ? v128.load(at) : v128.load_splat<f32>(at);
      const edge = v128.or(isLeft, v128.and(isSmaller, f32x4.lt(v128.andnot(s, minusZero), one)));
      const slope = v128.xor(v128.and(f32x4.lt(v, edge), v128.xor(s, one)), one);
      let result = v128.or(slope, f32x4.ne(v, v));
      const step: usize = isVector ? 16 : 4;
      if (isGiven) {
        result = f32x4.mul(result, isVector ? v128.load(dy) : v128.load_splat<f32>(dy));
        dy += step;
      }
      if (isVector) v128.store(y, result);
      else v128.store_lane<f32>(y, result, 0);
      x += step;
      y += step;
      if (isLast) at += step;
      left -= step >> 2;
    } while (left > 0);
    if (!isLast) at += 4;
    if (at == end) at = alpha;
  }
}

/** x < 0 ? dy * x : 0 of two elements. NaN in either gives NaN. */
function product(x: v128, dy: v128, zero: v128): v128 {
  return v128.andnot(f64x2.mul(x, dy), v128.and(f64x2.ge(x, zero), f64x2.eq(dy, dy)));
}

function lowProduct(x: v128, dy: v128, zero: v128): v128 {
  return product(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(dy), zero);
}

function highProduct(x: v128, dy: v128, zero: v128): v128 {
  return inline.always(lowProduct(v128.shuffle<i64>(x, x, 1, 1), v128.shuffle<i64>(dy, dy, 1, 1), zero));
}

/** The sums for four channels that have one element each from `start` on, and after each period. */
function fourSums(x: usize, dy: usize, y: usize, start: usize, end: usize, period: usize, none: v128): void {
  let low = none;
  let high = none;
  for (let at = start; at < end; at += period) {
    const v = v128.load(x + at);
    const d = v128.load(dy + at);
    low = f64x2.add(low, lowProduct(v, d, none));
    high = f64x2.add(high, highProduct(v, d, none));
  }
  v128.store(y, v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2));
}

/**
 * alpha's gradient: for each channel the sum of dy * x over its x < 0. Four partial sums, by the place in its `inner` elements
 * modulo 4: the first and the third are added, the second and the fourth, and then these two. `y` overlaps neither.
 */
export function preluGradAlpha(x: usize, dy: usize, y: usize, n: usize, channels: usize, inner: usize): void {
  const none = f64x2.splat(hiddenZero(n));
  const period: usize = channels * inner * 4;
  const end: usize = n * 4;
  let start: usize = 0;
  if (inner == 1) {
    // The elements of a channel are apart, those of four lie side by side.
    for (; start + 16 <= period; start += 16, y += 16) inline.always(fourSums(x, dy, y, start, end, period, none));
  }
  for (; start < period; start += 4 * inner, y += 4) {
    let sum01 = none;
    let sum23 = none;
    for (let run = start; run < end; run += period) {
      let at = run;
      for (let left = inner; ; left -= 4, at += 16) {
        const v = inline.always(loadVector(x + at, left, v128.load_zero<f32>(x + at)));
        const d = inline.always(loadVector(dy + at, left, v128.load_zero<f32>(dy + at)));
        sum01 = f64x2.add(sum01, lowProduct(v, d, none));
        sum23 = f64x2.add(sum23, highProduct(v, d, none));
        if (left <= 4) break;
      }
    }
    const sum = f64x2.add(sum01, sum23);
    store<f32>(y, <f32>(f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)));
  }
}
