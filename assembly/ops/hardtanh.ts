import { splat32 } from "../math/constant";
import { map } from "../loops/float32";
import { dyWhere, oneWhere } from "../math/selection";

/** hardtanh(x) = min(max(min, x), max). NaN gives NaN and -0 in range -0: pmax(x, y) is x < y ? y : x. */
@unmanaged
class Hardtanh {
  static min: f32;
  static max: f32;

  @inline
  f(x: v128): v128 {
    return f32x4.pmin(f32x4.pmax(x, f32x4.splat(Hardtanh.min)), f32x4.splat(Hardtanh.max));
  }
}

/** 1 from the lower edge to below the upper one and 0 elsewhere, or the other way round where `outside` is not 0. */
@unmanaged
class BetweenEdges {
  static lower: f32;
  static upper: f32;
  static outside: f32;

  @inline
  isOne(x: v128): v128 {
    const isFromLower = f32x4.ge(x, f32x4.splat(BetweenEdges.lower));
    const isBetween = v128.xor(isFromLower, f32x4.ge(x, f32x4.splat(BetweenEdges.upper)));
    return v128.xor(isBetween, f32x4.ne(f32x4.splat(BetweenEdges.outside), splat32(0)));
  }
  @inline
  f(x: v128): v128 {
    return oneWhere(this.isOne(x), x);
  }
  @inline
  fDy(x: v128, dy: v128): v128 {
    return dyWhere(this.isOne(x), x, dy);
  }
}

/** One kernel for the gradients of hardtanh, relu6, hardShrink and softShrink. */
export function betweenEdges(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  lower: f32,
  upper: f32,
  outside: f32,
): void {
  BetweenEdges.lower = lower;
  BetweenEdges.upper = upper;
  BetweenEdges.outside = outside;
  inline.always(map<BetweenEdges>(x, bias, dy, times, y, n));
}

export function hardtanh(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, min: f32, max: f32): void {
  Hardtanh.min = min;
  Hardtanh.max = max;
  inline.always(map<Hardtanh>(x, bias, dy, times, y, n));
}

/** hardtanh'(x) is 1 between the edges, else 0. */
export function hardtanhGrad(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  lower: f32,
  upper: f32,
): void {
  betweenEdges(x, bias, dy, times, y, n, lower, upper, 0);
}
