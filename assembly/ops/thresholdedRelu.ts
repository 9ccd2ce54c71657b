import { map } from "../loops/float32";
import { reluGrad } from "./relu";

/** thresholdedRelu(x) = x > theta ? x : 0. NaN gives NaN: x <= theta is false for it. */
@unmanaged
class ThresholdedRelu {
  @inline
  f(x: v128, _zero: f64, theta: f32, _b: f32, _c: f32): v128 {
    return v128.andnot(x, f32x4.le(x, f32x4.splat(theta)));
  }
}

export function thresholdedRelu(x: usize, y: usize, n: usize, theta: f32): void {
  inline.always(map<ThresholdedRelu>(x, y, n, theta));
}

/** 1 from the edge on, as relu's. */
export { reluGrad as thresholdedReluGrad };
