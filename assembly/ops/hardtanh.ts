import { splat32 } from "../math/constant";
import { map, mapGradCompact } from "../loops/float32";
import { dyWhere } from "../math/selection";

/** hardtanh(x) = min(max(min, x), max). NaN gives NaN and -0 in range -0: pmax(x, y) is x < y ? y : x. */
@unmanaged
class Hardtanh {
  @inline
  f(x: v128, _zero: f64, min: f32, max: f32, _c: f32): v128 {
    return f32x4.pmin(f32x4.pmax(x, f32x4.splat(min)), f32x4.splat(max));
  }
}

/** From the lower edge to below the upper one, or where `outside` is not 0, elsewhere. */
function between(x: v128, zero: f64, lower: f32, upper: f32, outside: f32): v128 {
  const mask = v128.xor(f32x4.ge(x, f32x4.splat(lower)), f32x4.ge(x, f32x4.splat(upper)));
  return v128.xor(mask, f32x4.ne(f32x4.splat(outside), splat32(0, zero)));
}

/** 1 between two edges and 0 outside them, or the other way round. */
@unmanaged
class BetweenEdges {
  @inline
  fDy(x: v128, dy: v128, zero: f64, lower: f32, upper: f32, outside: f32): v128 {
    return dyWhere(between(x, zero, lower, upper, outside), x, dy);
  }
}

/** One kernel for hardtanh' and hardShrink'. */
export function betweenEdges(x: usize, dy: usize, y: usize, n: usize, lower: f32, upper: f32, outside: f32): void {
  inline.always(mapGradCompact<BetweenEdges>(x, dy, y, n, lower, upper, outside));
}

export function hardtanh(x: usize, y: usize, n: usize, min: f32, max: f32): void {
  inline.always(map<Hardtanh>(x, y, n, min, max));
}

export function hardtanhGrad(x: usize, dy: usize, y: usize, n: usize, lower: f32, upper: f32): void {
  betweenEdges(x, dy, y, n, lower, upper, 0);
}
