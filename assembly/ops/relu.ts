import { splat32 } from "../math/constant";
import { map } from "../loops/float32";
import { dyWhere, oneWhere } from "../math/selection";

/** relu(x) = max(0, x). NaN gives NaN: x <= 0 is false for it. -0 gives +0. */
@unmanaged
class Relu {
  // i32x4.max_s(x, 0) would be one instruction, and turns a NaN with the sign bit set, which is x86's own, into 0.
  @inline
  f(x: v128): v128 {
    return v128.andnot(x, f32x4.le(x, splat32(0)));
  }
}

/** relu'(x) = x >= edge ? 1 : 0. */
@unmanaged
class ReluGrad {
  static edge: f32;

  @inline
  f(x: v128): v128 {
    return oneWhere(f32x4.ge(x, f32x4.splat(ReluGrad.edge)), x);
  }
  @inline
  fDy(x: v128, dy: v128): v128 {
    return dyWhere(f32x4.ge(x, f32x4.splat(ReluGrad.edge)), x, dy);
  }
}

export function relu(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map<Relu>(x, bias, dy, times, y, n));
}

export function reluGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, edge: f32): void {
  ReluGrad.edge = edge;
  inline.always(map<ReluGrad>(x, bias, dy, times, y, n));
}
