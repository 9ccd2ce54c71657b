import { constant } from "./constant";
import { map, mapDy } from "./map";
import { NONE } from "./none";

/** relu(x) = max(0, x). NaN gives NaN: x <= 0 is false for it. -0 gives +0. */
@unmanaged
class Relu {
  // i32x4.max_s(x, 0) would be one instruction, and turns a NaN with the sign bit set, which is x86's own, into 0.
  @inline
  f(x: v128, zero: v128, _q: v128, _r: v128): v128 {
    return v128.andnot(x, f32x4.le(x, zero));
  }
}

/** relu'(x) = x >= edge ? 1 : 0. NaN gives NaN: all ones. */
@unmanaged
class ReluGrad {
  @inline
  f(x: v128, edge: v128, one: v128, _r: v128): v128 {
    return v128.or(v128.and(f32x4.ge(x, edge), one), f32x4.ne(x, x));
  }
}

/** dy * relu'(x), by selection: x >= edge ? dy : +0, so that an infinite dy is not multiplied by 0. NaN in either: NaN. */
@unmanaged
class ReluGradDy {
  @inline
  f(x: v128, dy: v128, edge: v128, _q: v128, _r: v128): v128 {
    return v128.or(v128.and(dy, f32x4.ge(x, edge)), v128.or(f32x4.ne(x, x), f32x4.ne(dy, dy)));
  }
}

export function relu(x: usize, y: usize, n: usize): void {
  const zero = constant(0, n);
  inline.always(map<Relu>(x, y, n, zero, zero, zero));
}

export function reluGrad(x: usize, dy: usize, y: usize, n: usize, edge: f32): void {
  const edges = f32x4.splat(edge);
  const one = constant(1, n);
  if (dy == NONE) inline.always(map<ReluGrad>(x, y, n, edges, one, one));
  else inline.always(mapDy<ReluGradDy>(x, dy, y, n, edges, edges, edges));
}
