import { splat32 } from "../math/constant";
import { map, plain } from "../loops/float32";
import { NONE } from "../loops/none";

/** x < edge ? alpha : 1, in three instructions, as ((x < edge) & (alpha ^ 1)) ^ 1. NaN gives 1. */
export function leakySlope(x: v128, edge: v128, alpha: v128): v128 {
  const one = splat32(1);
  return v128.xor(v128.and(f32x4.lt(x, edge), v128.xor(alpha, one)), one);
}

/**
 * leakyRelu(x) = max(x, alpha * x), for alpha <= 1 other than 0: two instructions for four.
 * pmax(a, b) is a < b ? b : a, which keeps x where x is NaN or +-0. Where x = -Inf and alpha = 0 it would keep -Inf.
 */
@unmanaged
class LeakyReluMax {
  static alpha: f32;

  @inline
  f(x: v128): v128 {
    return f32x4.pmax(x, f32x4.mul(x, f32x4.splat(LeakyReluMax.alpha)));
  }
}

/** leakyRelu(x) = x < 0 ? alpha * x : x, for any alpha: x times the slope. x * 1 is x to the bit. */
@unmanaged
class LeakyRelu {
  static alpha: f32;

  @inline
  f(x: v128): v128 {
    return f32x4.mul(x, leakySlope(x, splat32(0), f32x4.splat(LeakyRelu.alpha)));
  }
}

/** leakyRelu'(x) = x < edge ? alpha : 1. NaN in x or dy gives NaN: all ones. */
@unmanaged
class LeakyReluGrad {
  static edge: f32;
  static alpha: f32;

  @inline
  slope(x: v128): v128 {
    return leakySlope(x, f32x4.splat(LeakyReluGrad.edge), f32x4.splat(LeakyReluGrad.alpha));
  }
  @inline
  f(x: v128): v128 {
    return v128.or(this.slope(x), f32x4.ne(x, x));
  }
  @inline
  fDy(x: v128, dy: v128): v128 {
    return v128.or(f32x4.mul(dy, this.slope(x)), f32x4.ne(x, x));
  }
}

export function leakyRelu(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, alpha: f32): void {
  // The general loop is there once: NONE has all bits set.
  if (alpha <= 1 && alpha != 0 && (bias & dy & times) == NONE) {
    LeakyReluMax.alpha = alpha;
    inline.always(plain<LeakyReluMax>(x, y, n));
  } else {
    LeakyRelu.alpha = alpha;
    inline.always(map<LeakyRelu>(x, bias, dy, times, y, n));
  }
}

export function leakyReluGrad(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  edge: f32,
  alpha: f32,
): void {
  LeakyReluGrad.edge = edge;
  LeakyReluGrad.alpha = alpha;
  inline.always(map<LeakyReluGrad>(x, bias, dy, times, y, n));
}
