import { NONE } from "./none";

/**
 * The loops of prelu: y = f(x + bias, alpha) * dy * times, with a slope for each channel. Element i is of channel
 * floor((start + i) / inner) mod channels. Inputs, rounding and what `y` may overlap are those of loops/float32.ts.
 *
 * Elements are done in runs: those of one channel that follow each other, or one of each channel where `inner` is 1. `plain` has a loop for
 * either, since one loop that chooses among slopes took 1.2 to 1.7 times as long (bench/README.md).
 *
 * An op is a formula for four elements and their slopes, `f(x, alpha)`, or `plain(x, alpha)` for calls without bias, dy and times.
 */

/** Whether max(x, alpha * x) is prelu(x) for each slope. */
export function isMax(alpha: usize, channels: usize): bool {
  do {
    const slope = load<f32>(alpha);
    if (slope > 1 || slope == 0) return false;
    alpha += 4;
    channels--;
  } while (channels > 0);
  return true;
}

/** y = plain(x, alpha) in runs of one channel, as in loops/float32.ts: all loads before their stores. */
function runsOfOne<Op>(x: usize, y: usize, n: usize, alpha: usize, channels: usize, inner: usize, start: usize): void {
  const op = changetype<Op>(0);
  const end: usize = alpha + (channels << 2);
  let at: usize = alpha + ((start / inner) << 2);
  let left = min(n, inner - (start % inner));
  do {
    n -= left;
    const s = v128.load_splat<f32>(at);
    if (left >= 32) {
      do {
        const v0 = op.plain(v128.load(x), s);
        const v1 = op.plain(v128.load(x, 16), s);
        const v2 = op.plain(v128.load(x, 32), s);
        const v3 = op.plain(v128.load(x, 48), s);
        v128.store(y, v0);
        v128.store(y, v1, 16);
        v128.store(y, v2, 32);
        v128.store(y, v3, 48);
        const v4 = op.plain(v128.load(x, 64), s);
        const v5 = op.plain(v128.load(x, 80), s);
        const v6 = op.plain(v128.load(x, 96), s);
        const v7 = op.plain(v128.load(x, 112), s);
        v128.store(y, v4, 64);
        v128.store(y, v5, 80);
        v128.store(y, v6, 96);
        v128.store(y, v7, 112);
        left -= 32;
        x += 128;
        y += 128;
      } while (left >= 32);
    }
    if (left >= 4) {
      do {
        v128.store(y, op.plain(v128.load(x), s));
        left -= 4;
        x += 16;
        y += 16;
      } while (left >= 4);
    }
    if (left > 0) {
      do {
        v128.store_lane<f32>(y, op.plain(v128.load_splat<f32>(x), s), 0);
        left--;
        x += 4;
        y += 4;
      } while (left > 0);
    }
    at += 4;
    if (at == end) at = alpha;
    left = min(n, inner);
  } while (left > 0);
}

/** The same in runs of one element of each channel. */
function runsOfEach<Op>(x: usize, y: usize, n: usize, alpha: usize, channels: usize, start: usize): void {
  const op = changetype<Op>(0);
  let at: usize = alpha + (start << 2);
  let left = min(n, channels - start);
  do {
    n -= left;
    if (left >= 32) {
      do {
        const v0 = op.plain(v128.load(x), v128.load(at));
        const v1 = op.plain(v128.load(x, 16), v128.load(at, 16));
        const v2 = op.plain(v128.load(x, 32), v128.load(at, 32));
        const v3 = op.plain(v128.load(x, 48), v128.load(at, 48));
        v128.store(y, v0);
        v128.store(y, v1, 16);
        v128.store(y, v2, 32);
        v128.store(y, v3, 48);
        const v4 = op.plain(v128.load(x, 64), v128.load(at, 64));
        const v5 = op.plain(v128.load(x, 80), v128.load(at, 80));
        const v6 = op.plain(v128.load(x, 96), v128.load(at, 96));
        const v7 = op.plain(v128.load(x, 112), v128.load(at, 112));
        v128.store(y, v4, 64);
        v128.store(y, v5, 80);
        v128.store(y, v6, 96);
        v128.store(y, v7, 112);
        left -= 32;
        x += 128;
        y += 128;
        at += 128;
      } while (left >= 32);
    }
    if (left >= 4) {
      do {
        v128.store(y, op.plain(v128.load(x), v128.load(at)));
        left -= 4;
        x += 16;
        y += 16;
        at += 16;
      } while (left >= 4);
    }
    if (left > 0) {
      do {
        v128.store_lane<f32>(y, op.plain(v128.load_splat<f32>(x), v128.load_splat<f32>(at)), 0);
        left--;
        x += 4;
        y += 4;
        at += 4;
      } while (left > 0);
    }
    at = alpha;
    left = min(n, channels);
  } while (left > 0);
}

/** y = f(x + bias, alpha) * dy * times of one run. All but x are distances from x. */
function run<Op>(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  left: usize,
  alpha: usize,
  isLast: bool,
  isBias: bool,
  isDy: bool,
  isTimes: bool,
): void {
  const op = changetype<Op>(0);
  const s = v128.load_splat<f32>(x + alpha);
  if (left >= 8) {
    do {
      let v0 = v128.load(x);
      let v1 = v128.load(x, 16);
      if (isBias) {
        v0 = f32x4.add(v0, v128.load(x + bias));
        v1 = f32x4.add(v1, v128.load(x + bias, 16));
      }
      let s0 = s;
      let s1 = s;
      if (isLast) {
        s0 = v128.load(x + alpha);
        s1 = v128.load(x + alpha, 16);
      }
      v0 = op.f(v0, s0);
      v1 = op.f(v1, s1);
      if (isDy) {
        let d0 = v128.load(x + dy);
        let d1 = v128.load(x + dy, 16);
        if (isTimes) {
          d0 = f32x4.mul(d0, v128.load(x + times));
          d1 = f32x4.mul(d1, v128.load(x + times, 16));
        }
        v0 = f32x4.mul(d0, v0);
        v1 = f32x4.mul(d1, v1);
      }
      v128.store(x + y, v0);
      v128.store(x + y, v1, 16);
      left -= 8;
      x += 32;
    } while (left >= 8);
  }
  if (left > 0) {
    do {
      let v = v128.load_splat<f32>(x);
      if (isBias) v = f32x4.add(v, v128.load_splat<f32>(x + bias));
      v = op.f(v, isLast ? v128.load_splat<f32>(x + alpha) : s);
      if (isDy) {
        let d = v128.load_splat<f32>(x + dy);
        if (isTimes) d = f32x4.mul(d, v128.load_splat<f32>(x + times));
        v = f32x4.mul(d, v);
      }
      v128.store_lane<f32>(x + y, v, 0);
      left--;
      x += 4;
    } while (left > 0);
  }
}

/** y = plain(x, alpha). */
export function plainSlopes<Op>(
  x: usize,
  y: usize,
  n: usize,
  alpha: usize,
  channels: usize,
  inner: usize,
  start: usize,
): void {
  if (inner == 1) inline.always(runsOfEach<Op>(x, y, n, alpha, channels, start));
  else inline.always(runsOfOne<Op>(x, y, n, alpha, channels, inner, start));
}

/** All runs, of which the first may be the rest of one. */
export function slopes<Op>(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  alpha: usize,
  channels: usize,
  inner: usize,
  start: usize,
): void {
  if (dy == NONE) {
    // A single factor is dy.
    dy = times;
    times = NONE;
  }
  const isBias = bias != NONE;
  const isDy = dy != NONE;
  const isTimes = times != NONE;
  bias -= x;
  dy -= x;
  times -= x;
  y -= x;
  const isLast = inner == 1;
  const length = isLast ? channels : inner;
  const end: usize = alpha + (channels << 2);
  let at: usize = alpha + ((start / inner) << 2);
  let left = isLast ? channels - start : inner - (start % inner);
  do {
    left = min(left, n);
    inline.always(run<Op>(x, bias, dy, times, y, left, at - x, isLast, isBias, isDy, isTimes));
    n -= left;
    x += left << 2;
    at += isLast ? left << 2 : 4;
    if (at == end) at = alpha;
    left = length;
  } while (n > 0);
}
