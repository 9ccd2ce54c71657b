import { hiddenZero } from "./constant";
import { NONE } from "./none";

/**
 * The loops for what computes in float32. An op says what happens to four elements; the body, the short steps and both
 * ends all call it, so there is no second definition to disagree: the ends load one element into every lane and store one
 * lane.
 *
 * An op is an `@unmanaged class` with no base class (asc does not inline the method of one that has a base) and inlined
 * methods: `f` of x, and in a gradient `fDy` of x and dy. `zero` is for its constants (constant.ts), `a` and `b` are the
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
export function map<Op>(x: usize, y: usize, n: usize, a: f32 = 0, b: f32 = 0): void {
  const op = changetype<Op>(0);
  const zero = hiddenZero(n);
  let single = toBoundary(y, n);
  do {
    for (n -= single; single > 0; single--, x += 4, y += 4) {
      v128.store_lane<f32>(y, op.f(v128.load_splat<f32>(x), zero, a, b), 0);
    }
    // Eight vectors a turn, since V8 checks the stack once a turn: 4 ran at 0.85x, 16 at 1.04x (relu in place, 65,536
    // elements, Node 20), for a binary of 1.6 times the bytes. Four loads before their stores: a load waits for a store
    // to an address that is the same modulo 4096. With y 40 bytes past x, as TensorFlow.js places tensors, one by one
    // ran at 0.76x (65,536 elements), elsewhere as fast.
    for (; n >= 32; n -= 32, x += 128, y += 128) {
      const v0 = op.f(v128.load(x), zero, a, b);
      const v1 = op.f(v128.load(x, 16), zero, a, b);
      const v2 = op.f(v128.load(x, 32), zero, a, b);
      const v3 = op.f(v128.load(x, 48), zero, a, b);
      v128.store(y, v0);
      v128.store(y, v1, 16);
      v128.store(y, v2, 32);
      v128.store(y, v3, 48);
      const v4 = op.f(v128.load(x, 64), zero, a, b);
      const v5 = op.f(v128.load(x, 80), zero, a, b);
      const v6 = op.f(v128.load(x, 96), zero, a, b);
      const v7 = op.f(v128.load(x, 112), zero, a, b);
      v128.store(y, v4, 64);
      v128.store(y, v5, 80);
      v128.store(y, v6, 96);
      v128.store(y, v7, 112);
    }
    for (; n >= 4; n -= 4, x += 16, y += 16) {
      v128.store(y, op.f(v128.load(x), zero, a, b));
    }
    single = n;
  } while (n > 0);
}

/** y[i] = fDy(x[i], dy[i]). `y` overlaps neither `x` nor `dy`, or is the same as either. */
function mapDy<Op>(x: usize, dy: usize, y: usize, n: usize, a: f32, b: f32): void {
  const op = changetype<Op>(0);
  const zero = hiddenZero(n);
  let single = toBoundary(y, n);
  do {
    for (n -= single; single > 0; single--, x += 4, dy += 4, y += 4) {
      v128.store_lane<f32>(y, op.fDy(v128.load_splat<f32>(x), v128.load_splat<f32>(dy), zero, a, b), 0);
    }
    for (; n >= 16; n -= 16, x += 64, dy += 64, y += 64) {
      v128.store(y, op.fDy(v128.load(x), v128.load(dy), zero, a, b));
      v128.store(y, op.fDy(v128.load(x, 16), v128.load(dy, 16), zero, a, b), 16);
      v128.store(y, op.fDy(v128.load(x, 32), v128.load(dy, 32), zero, a, b), 32);
      v128.store(y, op.fDy(v128.load(x, 48), v128.load(dy, 48), zero, a, b), 48);
    }
    for (; n >= 4; n -= 4, x += 16, dy += 16, y += 16) {
      v128.store(y, op.fDy(v128.load(x), v128.load(dy), zero, a, b));
    }
    single = n;
  } while (n > 0);
}

/** y[i] = f(x[i]) where dy is NONE, else fDy(x[i], dy[i]). */
export function mapGrad<Op>(x: usize, dy: usize, y: usize, n: usize, a: f32 = 0, b: f32 = 0): void {
  if (dy == NONE) inline.always(map<Op>(x, y, n, a, b));
  else inline.always(mapDy<Op>(x, dy, y, n, a, b));
}
