import { map, mapGrad } from "./map";
import { dyWhere, oneWhere } from "./selection";

/** hardtanh(x) = min(max(min, x), max). NaN gives NaN and -0 in range -0: pmax(x, y) is x < y ? y : x. */
@unmanaged
class Hardtanh {
  @inline
  f(x: v128, _zero: i64, min: f32, max: f32): v128 {
    return f32x4.pmin(f32x4.pmax(x, f32x4.splat(min)), f32x4.splat(max));
  }
}

/** 1 from the lower edge to below the upper one, else 0. */
@unmanaged
export class BetweenEdges {
  @inline
  f(x: v128, zero: i64, lower: f32, upper: f32): v128 {
    return oneWhere(v128.and(f32x4.ge(x, f32x4.splat(lower)), f32x4.lt(x, f32x4.splat(upper))), x, zero);
  }
  @inline
  fDy(x: v128, dy: v128, _zero: i64, lower: f32, upper: f32): v128 {
    return dyWhere(v128.and(f32x4.ge(x, f32x4.splat(lower)), f32x4.lt(x, f32x4.splat(upper))), x, dy);
  }
}

export function hardtanh(x: usize, y: usize, n: usize, min: f32, max: f32): void {
  inline.always(map<Hardtanh>(x, y, n, min, max));
}

export function hardtanhGrad(x: usize, dy: usize, y: usize, n: usize, lower: f32, upper: f32): void {
  inline.always(mapGrad<BetweenEdges>(x, dy, y, n, lower, upper));
}
