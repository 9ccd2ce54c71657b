import { splat32 } from "../math/constant";
import { map, mapGrad } from "../loops/float32";

/** x < edge ? alpha : 1, in three instructions, as ((x < edge) & (alpha ^ 1)) ^ 1. NaN gives 1. */
function slope(x: v128, edge: v128, alpha: f32, zero: f64): v128 {
  const one = splat32(1, zero);
  return v128.xor(v128.and(f32x4.lt(x, edge), v128.xor(f32x4.splat(alpha), one)), one);
}

/**
 * leakyRelu(x) = max(x, alpha * x), for alpha <= 1 other than 0: two instructions for four.
 * pmax(a, b) is a < b ? b : a, which keeps x where x is NaN or +-0. Where x = -Inf and alpha = 0 it would keep -Inf.
 * Any alpha: x times the slope, which is what the gradient does with its dy. x * 1 is x to the bit.
 */
@unmanaged
class LeakyReluMax {
  @inline
  f(x: v128, _zero: f64, alpha: f32, _b: f32, _c: f32): v128 {
    return f32x4.pmax(x, f32x4.mul(x, f32x4.splat(alpha)));
  }
}

/** leakyRelu'(x) = x < edge ? alpha : 1. NaN in x or dy gives NaN: all ones. */
@unmanaged
class LeakyReluGrad {
  @inline
  f(x: v128, zero: f64, edge: f32, alpha: f32, _c: f32): v128 {
    return v128.or(slope(x, f32x4.splat(edge), alpha, zero), f32x4.ne(x, x));
  }
  @inline
  fDy(x: v128, dy: v128, zero: f64, edge: f32, alpha: f32, _c: f32): v128 {
    return v128.or(f32x4.mul(dy, slope(x, f32x4.splat(edge), alpha, zero)), f32x4.ne(x, x));
  }
}

export function leakyRelu(x: usize, y: usize, n: usize, alpha: f32): void {
  if (alpha <= 1 && alpha != 0) inline.always(map<LeakyReluMax>(x, y, n, alpha));
  else leakyReluGrad(x, x, y, n, 0, alpha);
}

export function leakyReluGrad(x: usize, dy: usize, y: usize, n: usize, edge: f32, alpha: f32): void {
  inline.always(mapGrad<LeakyReluGrad>(x, dy, y, n, edge, alpha));
}
