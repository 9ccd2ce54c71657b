import { abs32 } from "../math/constant";
import { betweenEdges } from "./hardtanh";
import { map } from "../loops/float32";

/** hardShrink(x) = |x| > lambda ? x : 0. NaN gives NaN: |x| <= lambda is false for it. */
@unmanaged
class HardShrink {
  static lambda: f32;

  @inline
  f(x: v128): v128 {
    return v128.andnot(x, f32x4.le(abs32(x), f32x4.splat(HardShrink.lambda)));
  }
}

export function hardShrink(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, lambda: f32): void {
  HardShrink.lambda = lambda;
  inline.always(map<HardShrink>(x, bias, dy, times, y, n));
}

/** hardShrink'(x) is 0 between the edges, else 1. */
export function hardShrinkGrad(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  lower: f32,
  upper: f32,
): void {
  betweenEdges(x, bias, dy, times, y, n, lower, upper, 1);
}
