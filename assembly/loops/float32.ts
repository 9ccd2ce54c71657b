import { hiddenZero, splat32 } from "../math/constant";
import { NONE } from "./none";

/**
 * The loops for what computes in float32. An op says what happens to four elements; the unrolled loop and the short steps
 * at both ends all call it, so there is no second definition to disagree: a step of one element loads it into every lane
 * and stores one lane.
 *
 * An op is an `@unmanaged class` with no base class (asc does not inline the method of one that has a base) and inlined
 * methods: `f` of x, and in a gradient `fDy` of x and dy. `zero` is for its constants (constant.ts), `a` to `c` are the
 * kernel's edges and parameters. Pointers advance and `n` counts down, because an end pointer would wrap to 0 at the end
 * of a 4 GiB memory.
 *
 * Call them as `inline.always(map<Op>(...))`: left to itself, Binaryen does not inline a function of this size, and the
 * kernel makes a call.
 */

/**
 * How many elements to do one by one until a vector of y begins at a multiple of 16. Elsewhere every fourth store would
 * cross a cache line: with x and y both 8 bytes off, as TensorFlow.js places tensors, this is 1.17x out of place and 1.23x
 * in place (relu, 65,536 elements, the modules with and without it in turn).
 */
function toBoundary(y: usize, n: usize): usize {
  return n < 32 ? 0 : ((0 - y) >> 2) & 3;
}

/** y[i] = f(x[i]). `x` and `y` do not overlap, or are the same. */
export function map<Op>(x: usize, y: usize, n: usize, a: f32 = 0, b: f32 = 0, c: f32 = 0): void {
  const op = changetype<Op>(0);
  const zero = hiddenZero(n);
  let short = toBoundary(y, n);
  n -= short;
  do {
    if (short > 0) {
      do {
        const isVector = short >= 4;
        const result = op.f(isVector ? v128.load(x) : v128.load_splat<f32>(x), zero, a, b, c);
        if (isVector) v128.store(y, result);
        else v128.store_lane<f32>(y, result, 0);
        const step: usize = isVector ? 4 : 1;
        short -= step;
        x += step << 2;
        y += step << 2;
      } while (short > 0);
    }
    // Eight vectors a turn, since V8 checks the stack once a turn: 4 ran at 0.85x, 16 at 1.04x (relu in place, 65,536
    // elements, Node 20), for a binary of 1.6 times the bytes. Four loads before their stores: a load waits for a store
    // to an address that is the same modulo 4096. With y 40 bytes past x, as TensorFlow.js places tensors, one by one
    // ran at 0.76x (65,536 elements), elsewhere as fast.
    if (n >= 32) {
      do {
        const v0 = op.f(v128.load(x), zero, a, b, c);
        const v1 = op.f(v128.load(x, 16), zero, a, b, c);
        const v2 = op.f(v128.load(x, 32), zero, a, b, c);
        const v3 = op.f(v128.load(x, 48), zero, a, b, c);
        v128.store(y, v0);
        v128.store(y, v1, 16);
        v128.store(y, v2, 32);
        v128.store(y, v3, 48);
        const v4 = op.f(v128.load(x, 64), zero, a, b, c);
        const v5 = op.f(v128.load(x, 80), zero, a, b, c);
        const v6 = op.f(v128.load(x, 96), zero, a, b, c);
        const v7 = op.f(v128.load(x, 112), zero, a, b, c);
        v128.store(y, v4, 64);
        v128.store(y, v5, 80);
        v128.store(y, v6, 96);
        v128.store(y, v7, 112);
        n -= 32;
        x += 128;
        y += 128;
      } while (n >= 32);
    }
    short = n;
    n = 0;
  } while (short > 0);
}

/** y[i] = fDy(x[i], dy[i]). `y` overlaps neither `x` nor `dy`, or is the same as either. */
function mapDy<Op>(x: usize, dy: usize, y: usize, n: usize, a: f32, b: f32, c: f32): void {
  const op = changetype<Op>(0);
  const zero = hiddenZero(n);
  let short = toBoundary(y, n);
  n -= short;
  do {
    if (short > 0) {
      do {
        const isVector = short >= 4;
        const vx = isVector ? v128.load(x) : v128.load_splat<f32>(x);
        const vdy = isVector ? v128.load(dy) : v128.load_splat<f32>(dy);
        const result = op.fDy(vx, vdy, zero, a, b, c);
        if (isVector) v128.store(y, result);
        else v128.store_lane<f32>(y, result, 0);
        const step: usize = isVector ? 4 : 1;
        short -= step;
        x += step << 2;
        dy += step << 2;
        y += step << 2;
      } while (short > 0);
    }
    if (n >= 16) {
      do {
        v128.store(y, op.fDy(v128.load(x), v128.load(dy), zero, a, b, c));
        v128.store(y, op.fDy(v128.load(x, 16), v128.load(dy, 16), zero, a, b, c), 16);
        v128.store(y, op.fDy(v128.load(x, 32), v128.load(dy, 32), zero, a, b, c), 32);
        v128.store(y, op.fDy(v128.load(x, 48), v128.load(dy, 48), zero, a, b, c), 48);
        n -= 16;
        x += 64;
        dy += 64;
        y += 64;
      } while (n >= 16);
    }
    short = n;
    n = 0;
  } while (short > 0);
}

/** y[i] = f(x[i]) where dy is NONE, else fDy(x[i], dy[i]). */
export function mapGrad<Op>(x: usize, dy: usize, y: usize, n: usize, a: f32 = 0, b: f32 = 0, c: f32 = 0): void {
  if (dy == NONE) inline.always(map<Op>(x, y, n, a, b, c));
  else inline.always(mapDy<Op>(x, dy, y, n, a, b, c));
}

/**
 * The same for an op that has `fDy` alone: where dy is NONE, ones stand for it. One loop instead of two, half the bytes;
 * without dy it runs at 0.7x to 0.8x (hardtanh', squaredRelu', 65,536 elements, Node 20).
 */
export function mapGradCompact<Op>(x: usize, dy: usize, y: usize, n: usize, a: f32 = 0, b: f32 = 0, c: f32 = 0): void {
  const op = changetype<Op>(0);
  const zero = hiddenZero(n);
  const isGiven = dy != NONE;
  const one = splat32(1, zero);
  let short = toBoundary(y, n);
  n -= short;
  do {
    if (short > 0) {
      do {
        const isVector = short >= 4;
        const vx = isVector ? v128.load(x) : v128.load_splat<f32>(x);
        let vdy = one;
        if (isGiven) vdy = isVector ? v128.load(dy) : v128.load_splat<f32>(dy);
        const result = op.fDy(vx, vdy, zero, a, b, c);
        if (isVector) v128.store(y, result);
        else v128.store_lane<f32>(y, result, 0);
        const step: usize = isVector ? 4 : 1;
        short -= step;
        x += step << 2;
        dy += step << 2;
        y += step << 2;
      } while (short > 0);
    }
    if (n >= 16) {
      do {
        let dy0 = one;
        let dy1 = one;
        let dy2 = one;
        let dy3 = one;
        if (isGiven) {
          dy0 = v128.load(dy);
          dy1 = v128.load(dy, 16);
          dy2 = v128.load(dy, 32);
          dy3 = v128.load(dy, 48);
        }
        v128.store(y, op.fDy(v128.load(x), dy0, zero, a, b, c));
        v128.store(y, op.fDy(v128.load(x, 16), dy1, zero, a, b, c), 16);
        v128.store(y, op.fDy(v128.load(x, 32), dy2, zero, a, b, c), 32);
        v128.store(y, op.fDy(v128.load(x, 48), dy3, zero, a, b, c), 48);
        n -= 16;
        x += 64;
        dy += 64;
        y += 64;
      } while (n >= 16);
    }
    short = n;
    n = 0;
  } while (short > 0);
}
