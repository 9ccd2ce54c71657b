import { splat32 } from "../math/constant";
import { map, mapGrad } from "../loops/float32";
import { dyWhere, oneWhere } from "../math/selection";

/** relu(x) = max(0, x). NaN gives NaN: x <= 0 is false for it. -0 gives +0. */
@unmanaged
class Relu {
  // i32x4.max_s(x, 0) would be one instruction, and turns a NaN with the sign bit set, which is x86's own, into 0.
  @inline
  f(x: v128, zero: f64, _a: f32, _b: f32, _c: f32): v128 {
    return v128.andnot(x, f32x4.le(x, splat32(0, zero)));
  }
}

/** relu'(x) = x >= edge ? 1 : 0. */
@unmanaged
class ReluGrad {
  @inline
  f(x: v128, zero: f64, edge: f32, _b: f32, _c: f32): v128 {
    return oneWhere(f32x4.ge(x, f32x4.splat(edge)), x, zero);
  }
  @inline
  fDy(x: v128, dy: v128, _zero: f64, edge: f32, _b: f32, _c: f32): v128 {
    return dyWhere(f32x4.ge(x, f32x4.splat(edge)), x, dy);
  }
}

export function relu(x: usize, y: usize, n: usize): void {
  inline.always(map<Relu>(x, y, n));
}

export function reluGrad(x: usize, dy: usize, y: usize, n: usize, edge: f32): void {
  inline.always(mapGrad<ReluGrad>(x, dy, y, n, edge));
}
