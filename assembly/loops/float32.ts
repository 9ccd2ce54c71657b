import { splat32 } from "../math/constant";
import { NONE } from "./none";

/**
 * The loops for what computes in float32: y = f(x + bias) * dy * times, for a function and for its gradient alike. Where an
 * input is not given, its address is NONE. Each step is rounded to float32: x + bias, f of it, dy * times, and the product of
 * these two.
 *
 * An op is a formula for four elements, which all steps of all loops call: `f(x)`. A gradient may have `fDy(x, dy)` too, the product of dy
 * and f(x): most select dy, and for `fDy` there is a loop of its own.
 *
 * Its class is `@unmanaged` with no base class (asc does not inline the method of one that has a base), its methods are inlined,
 * and its parameters are static fields, which the kernel sets before the loop.
 *
 * `y` overlaps no input, or is the same array. Pointers advance and `n` counts down, because an end pointer would wrap to 0 at
 * the end of a 4 GiB memory. A step of one element loads it into every lane and stores one lane.
 *
 * Call `map` as `inline.always(map<Op>(...))`: left to itself, Binaryen does not inline a function of this size, and the kernel
 * makes a call.
 */

/**
 * How many elements to do one by one until a vector of y begins at a multiple of 16. Elsewhere every fourth store would
 * cross a cache line: with x and y both 8 bytes off, as TensorFlow.js places tensors, this is 1.17x out of place and 1.23x
 * in place (relu, 65,536 elements, the modules with and without it in turn).
 */
function toBoundary(y: usize, n: usize): usize {
  return n < 32 ? 0 : ((0 - y) >> 2) & 3;
}

/** y = f(x). */
export function plain<Op>(x: usize, y: usize, n: usize): void {
  const op = changetype<Op>(0);
  let left = toBoundary(y, n);
  n -= left;
  do {
    if (left > 0) {
      do {
        v128.store_lane<f32>(y, op.f(v128.load_splat<f32>(x)), 0);
        left--;
        x += 4;
        y += 4;
      } while (left > 0);
    }
    // Eight vectors a turn, since V8 checks the stack once a turn: 4 ran at 0.85x, 16 at 1.04x (relu in place, 65,536
    // elements, Node 20), for a binary of 1.6 times the bytes. Four loads before their stores: a load waits for a store
    // to an address that is the same modulo 4096. With y 40 bytes past x, as TensorFlow.js places tensors, one by one
    // ran at 0.76x (65,536 elements), elsewhere as fast.
    if (n >= 32) {
      do {
        const v0 = op.f(v128.load(x));
        const v1 = op.f(v128.load(x, 16));
        const v2 = op.f(v128.load(x, 32));
        const v3 = op.f(v128.load(x, 48));
        v128.store(y, v0);
        v128.store(y, v1, 16);
        v128.store(y, v2, 32);
        v128.store(y, v3, 48);
        const v4 = op.f(v128.load(x, 64));
        const v5 = op.f(v128.load(x, 80));
        const v6 = op.f(v128.load(x, 96));
        const v7 = op.f(v128.load(x, 112));
        v128.store(y, v4, 64);
        v128.store(y, v5, 80);
        v128.store(y, v6, 96);
        v128.store(y, v7, 112);
        n -= 32;
        x += 128;
        y += 128;
      } while (n >= 32);
    }
    if (n >= 4) {
      do {
        v128.store(y, op.f(v128.load(x)));
        n -= 4;
        x += 16;
        y += 16;
      } while (n >= 4);
    }
    left = n;
    n = 0;
  } while (left > 0);
}

/** y = fDy(x, dy). */
function plainDy<Op>(x: usize, dy: usize, y: usize, n: usize): void {
  const op = changetype<Op>(0);
  let left = toBoundary(y, n);
  n -= left;
  do {
    if (left > 0) {
      do {
        const result = op.fDy(v128.load_splat<f32>(x), v128.load_splat<f32>(dy));
        v128.store_lane<f32>(y, result, 0);
        left--;
        x += 4;
        dy += 4;
        y += 4;
      } while (left > 0);
    }
    if (n >= 16) {
      do {
        v128.store(y, op.fDy(v128.load(x), v128.load(dy)));
        v128.store(y, op.fDy(v128.load(x, 16), v128.load(dy, 16)), 16);
        v128.store(y, op.fDy(v128.load(x, 32), v128.load(dy, 32)), 32);
        v128.store(y, op.fDy(v128.load(x, 48), v128.load(dy, 48)), 48);
        n -= 16;
        x += 64;
        dy += 64;
        y += 64;
      } while (n >= 16);
    }
    if (n >= 4) {
      do {
        v128.store(y, op.fDy(v128.load(x), v128.load(dy)));
        n -= 4;
        x += 16;
        dy += 16;
        y += 16;
      } while (n >= 4);
    }
    left = n;
    n = 0;
  } while (left > 0);
}

/** dy * f(x) of four elements. */
function product<Op>(x: v128, dy: v128): v128 {
  const op = changetype<Op>(0);
  if (isDefined(op.fDy)) return op.fDy(x, dy);
  else return f32x4.mul(dy, op.f(x));
}

/** y = f(x + bias) * dy * times, with ones for a missing dy. */
function general<Op>(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  if (dy == NONE) {
    // A single factor is dy.
    dy = times;
    times = NONE;
  }
  const isBias = bias != NONE;
  const isDy = dy != NONE;
  const isTimes = times != NONE;
  const one = splat32(1);
  let left = toBoundary(y, n);
  n -= left;
  // From here on these are distances from x, which alone advances.
  bias -= x;
  dy -= x;
  times -= x;
  y -= x;
  do {
    if (left > 0) {
      do {
        let v = v128.load_splat<f32>(x);
        let d = one;
        if (isBias) v = f32x4.add(v, v128.load_splat<f32>(x + bias));
        if (isDy) {
          d = v128.load_splat<f32>(x + dy);
          if (isTimes) d = f32x4.mul(d, v128.load_splat<f32>(x + times));
        }
        v128.store_lane<f32>(x + y, inline.always(product<Op>(v, d)), 0);
        left--;
        x += 4;
      } while (left > 0);
    }
    if (n >= 8) {
      do {
        let v0 = v128.load(x);
        let v1 = v128.load(x, 16);
        if (isBias) {
          v0 = f32x4.add(v0, v128.load(x + bias));
          v1 = f32x4.add(v1, v128.load(x + bias, 16));
        }
        let d0 = one;
        let d1 = one;
        if (isDy) {
          d0 = v128.load(x + dy);
          d1 = v128.load(x + dy, 16);
          if (isTimes) {
            d0 = f32x4.mul(d0, v128.load(x + times));
            d1 = f32x4.mul(d1, v128.load(x + times, 16));
          }
        }
        v0 = inline.always(product<Op>(v0, d0));
        v1 = inline.always(product<Op>(v1, d1));
        v128.store(x + y, v0);
        v128.store(x + y, v1, 16);
        n -= 8;
        x += 32;
      } while (n >= 8);
    }
    left = n;
    n = 0;
  } while (left > 0);
}

/**
 * y = f(x + bias) * dy * times. Without bias and times two loops of their own do it: relu took 0.06 ns an element there, and in
 * the general loop 0.12 with a bias, 0.15 with a bias and a factor (65,536 elements, resident, Node 20, in turn).
 */
export function map<Op>(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  const op = changetype<Op>(0);
  // NONE has all bits set, so this is whether both are missing.
  if ((bias & times) == NONE) {
    if (dy == NONE) {
      inline.always(plain<Op>(x, y, n));
      return;
    }
    if (isDefined(op.fDy)) {
      inline.always(plainDy<Op>(x, dy, y, n));
      return;
    }
  }
  // Not inlined: V8 would save registers for it at the start of every call.
  general<Op>(x, bias, dy, times, y, n);
}
