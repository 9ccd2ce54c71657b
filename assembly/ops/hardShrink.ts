import { abs32 } from "../math/constant";
import { betweenEdges } from "./hardtanh";
import { map } from "../loops/float32";

/** hardShrink(x) = |x| > lambda ? x : 0. NaN gives NaN: |x| <= lambda is false for it. */
@unmanaged
class HardShrink {
  @inline
  f(x: v128, zero: f64, lambda: f32, _b: f32, _c: f32): v128 {
    return v128.andnot(x, f32x4.le(abs32(x, zero), f32x4.splat(lambda)));
  }
}

export function hardShrink(x: usize, y: usize, n: usize, lambda: f32): void {
  inline.always(map<HardShrink>(x, y, n, lambda));
}

export function hardShrinkGrad(x: usize, dy: usize, y: usize, n: usize, lower: f32, upper: f32): void {
  betweenEdges(x, dy, y, n, lower, upper, 1);
}
