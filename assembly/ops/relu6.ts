import { splat32 } from "../math/constant";
import { hardtanhGrad } from "./hardtanh";
import { map } from "../loops/float32";

/** relu6(x) = min(max(0, x), 6). NaN gives NaN, -0 gives +0. */
@unmanaged
class Relu6 {
  @inline
  f(x: v128, zero: f64, _a: f32, _b: f32, _c: f32): v128 {
    return f32x4.pmin(v128.andnot(x, f32x4.le(x, splat32(0, zero))), splat32(6, zero));
  }
}

export function relu6(x: usize, y: usize, n: usize): void {
  inline.always(map<Relu6>(x, y, n));
}

/** 1 between the edges, as hardtanh's. */
export { hardtanhGrad as relu6Grad };
