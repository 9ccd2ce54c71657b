import { hardShrinkGrad } from "./hardShrink";
import { map } from "../loops/float32";

/** softShrink(x) = x - min(max(-lambda, x), lambda): one subtraction, which gives +0 where x is in between. NaN gives NaN. */
@unmanaged
class SoftShrink {
  @inline
  f(x: v128, _zero: f64, lambda: f32, _b: f32, _c: f32): v128 {
    const bounded = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-lambda)), f32x4.splat(lambda));
    return f32x4.sub(x, bounded);
  }
}

export function softShrink(x: usize, y: usize, n: usize, lambda: f32): void {
  inline.always(map<SoftShrink>(x, y, n, lambda));
}

/** 0 between the edges, else 1, as hardShrink's. */
export { hardShrinkGrad as softShrinkGrad };
