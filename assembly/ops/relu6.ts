import { splat32 } from "../math/constant";
import { hardtanhGrad } from "./hardtanh";
import { map } from "../loops/float32";

/** relu6(x) = min(max(0, x), 6). NaN gives NaN, -0 gives +0. */
@unmanaged
class Relu6 {
  @inline
  f(x: v128): v128 {
    return f32x4.pmin(v128.andnot(x, f32x4.le(x, splat32(0))), splat32(6));
  }
}

export function relu6(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map<Relu6>(x, bias, dy, times, y, n));
}

/** relu6'(x) is 1 between the edges, else 0: hardtanh'. */
export { hardtanhGrad as relu6Grad };
