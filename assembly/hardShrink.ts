import { abs32 } from "./constant";
import { map, mapGrad } from "./map";
import { dyWhere, oneWhere } from "./selection";

/** hardShrink(x) = |x| > lambda ? x : 0. NaN gives NaN: |x| <= lambda is false for it. */
@unmanaged
class HardShrink {
  @inline
  f(x: v128, zero: i64, lambda: f32, _b: f32): v128 {
    return v128.andnot(x, f32x4.le(abs32(x, zero), f32x4.splat(lambda)));
  }
}

/** 0 from the lower edge to below the upper one, else 1. */
@unmanaged
class OutsideEdges {
  @inline
  f(x: v128, zero: i64, lower: f32, upper: f32): v128 {
    return oneWhere(v128.or(f32x4.lt(x, f32x4.splat(lower)), f32x4.ge(x, f32x4.splat(upper))), x, zero);
  }
  @inline
  fDy(x: v128, dy: v128, _zero: i64, lower: f32, upper: f32): v128 {
    return dyWhere(v128.or(f32x4.lt(x, f32x4.splat(lower)), f32x4.ge(x, f32x4.splat(upper))), x, dy);
  }
}

export function hardShrink(x: usize, y: usize, n: usize, lambda: f32): void {
  inline.always(map<HardShrink>(x, y, n, lambda));
}

export function hardShrinkGrad(x: usize, dy: usize, y: usize, n: usize, lower: f32, upper: f32): void {
  inline.always(mapGrad<OutsideEdges>(x, dy, y, n, lower, upper));
}
