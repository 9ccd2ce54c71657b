import { hardShrinkGrad } from "./hardShrink";
import { map } from "../loops/float32";

/** softShrink(x) = x - min(max(-lambda, x), lambda): one subtraction, which gives +0 where x is in between. NaN gives NaN. */
@unmanaged
class SoftShrink {
  static lambda: f32;

  @inline
  f(x: v128): v128 {
    const bounded = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-SoftShrink.lambda)), f32x4.splat(SoftShrink.lambda));
    return f32x4.sub(x, bounded);
  }
}

export function softShrink(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, lambda: f32): void {
  SoftShrink.lambda = lambda;
  inline.always(map<SoftShrink>(x, bias, dy, times, y, n));
}

/** softShrink'(x) is 0 between the edges, else 1: hardShrink'. */
export { hardShrinkGrad as softShrinkGrad };
