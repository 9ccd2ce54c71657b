import { map } from "../loops/float32";
import { reluGrad } from "./relu";

/** thresholdedRelu(x) = x > theta ? x : 0. NaN gives NaN: x <= theta is false for it. */
@unmanaged
class ThresholdedRelu {
  static theta: f32;

  @inline
  f(x: v128): v128 {
    return v128.andnot(x, f32x4.le(x, f32x4.splat(ThresholdedRelu.theta)));
  }
}

/** The same with a value other than 0, which takes 1.3 times as long. */
@unmanaged
class Threshold {
  static value: f32;

  @inline
  f(x: v128): v128 {
    const isBelow = f32x4.le(x, f32x4.splat(ThresholdedRelu.theta));
    return v128.bitselect(f32x4.splat(Threshold.value), x, isBelow);
  }
}

export function thresholdedRelu(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  theta: f32,
  value: f32,
): void {
  ThresholdedRelu.theta = theta;
  Threshold.value = value;
  // A zero that is -0 has a bit.
  if (reinterpret<i32>(value) == 0) inline.always(map<ThresholdedRelu>(x, bias, dy, times, y, n));
  else inline.always(map<Threshold>(x, bias, dy, times, y, n));
}

/** thresholdedRelu'(x) is 1 from the edge on, else 0: relu'. */
export { reluGrad as thresholdedReluGrad };
