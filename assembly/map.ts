/**
 * The only loops. An op says what happens to four elements; the body, the short steps and the tail all call it, so
 * there is no second definition to disagree: the tail loads one element into every lane and stores one lane.
 *
 * An op is an `@unmanaged class` with no base class (asc does not inline the method of one that has a base) and one
 * inlined method `f`. `p`, `q`, `r` are what the op needs besides its elements: constant through the whole loop.
 * Pointers advance and `n` counts down, because an end pointer would wrap to 0 at the end of a 4 GiB memory.
 *
 * They are static methods because those can carry `@inline`. Left to itself, Binaryen does not inline a function of this
 * size, and the kernel makes a call (leakyReluGrad did).
 */
export class Loop {
  /** y[i] = f(x[i]). `x` and `y` are apart, or the same. */
  @inline
  static map<Op>(x: usize, y: usize, n: usize, p: v128, q: v128, r: v128): void {
    const op = changetype<Op>(0);
    // Eight vectors a turn, since V8 checks the stack once a turn: 4 ran at 0.85x, 16 at 1.04x (relu in place, 65,536
    // elements, Node 20), for a binary of 1.6 times the bytes.
    for (; n >= 32; n -= 32, x += 128, y += 128) {
      v128.store(y, op.f(v128.load(x), p, q, r));
      v128.store(y, op.f(v128.load(x, 16), p, q, r), 16);
      v128.store(y, op.f(v128.load(x, 32), p, q, r), 32);
      v128.store(y, op.f(v128.load(x, 48), p, q, r), 48);
      v128.store(y, op.f(v128.load(x, 64), p, q, r), 64);
      v128.store(y, op.f(v128.load(x, 80), p, q, r), 80);
      v128.store(y, op.f(v128.load(x, 96), p, q, r), 96);
      v128.store(y, op.f(v128.load(x, 112), p, q, r), 112);
    }
    for (; n >= 4; n -= 4, x += 16, y += 16) {
      v128.store(y, op.f(v128.load(x), p, q, r));
    }
    for (; n > 0; n--, x += 4, y += 4) {
      v128.store_lane<f32>(y, op.f(v128.load_splat<f32>(x), p, q, r), 0);
    }
  }

  /** y[i] = f(x[i], dy[i]). `y` is apart from `x` and from `dy`, or the same as either. */
  @inline
  static mapDy<Op>(x: usize, dy: usize, y: usize, n: usize, p: v128, q: v128, r: v128): void {
    const op = changetype<Op>(0);
    for (; n >= 32; n -= 32, x += 128, dy += 128, y += 128) {
      v128.store(y, op.f(v128.load(x), v128.load(dy), p, q, r));
      v128.store(y, op.f(v128.load(x, 16), v128.load(dy, 16), p, q, r), 16);
      v128.store(y, op.f(v128.load(x, 32), v128.load(dy, 32), p, q, r), 32);
      v128.store(y, op.f(v128.load(x, 48), v128.load(dy, 48), p, q, r), 48);
      v128.store(y, op.f(v128.load(x, 64), v128.load(dy, 64), p, q, r), 64);
      v128.store(y, op.f(v128.load(x, 80), v128.load(dy, 80), p, q, r), 80);
      v128.store(y, op.f(v128.load(x, 96), v128.load(dy, 96), p, q, r), 96);
      v128.store(y, op.f(v128.load(x, 112), v128.load(dy, 112), p, q, r), 112);
    }
    for (; n >= 4; n -= 4, x += 16, dy += 16, y += 16) {
      v128.store(y, op.f(v128.load(x), v128.load(dy), p, q, r));
    }
    for (; n > 0; n--, x += 4, dy += 4, y += 4) {
      v128.store_lane<f32>(y, op.f(v128.load_splat<f32>(x), v128.load_splat<f32>(dy), p, q, r), 0);
    }
  }
}
