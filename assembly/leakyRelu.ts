import { constant } from "./constant";
import { map, mapDy } from "./map";
import { NONE } from "./none";

/** x < edge ? alpha : 1, in three instructions, as ((x < edge) & (alpha ^ 1)) ^ 1. `flip` is alpha ^ 1. NaN gives 1. */
function slope(x: v128, edge: v128, flip: v128, one: v128): v128 {
  return v128.xor(v128.and(f32x4.lt(x, edge), flip), one);
}

/** leakyRelu(x) = x < 0 ? alpha * x : x, for any alpha, as x * slope: x * 1 is x to the bit. NaN gives NaN, -0 gives -0. */
@unmanaged
class LeakyRelu {
  @inline
  f(x: v128, zero: v128, flip: v128, one: v128): v128 {
    return f32x4.mul(x, slope(x, zero, flip, one));
  }
}

/**
 * leakyRelu(x) = max(x, alpha * x), for alpha <= 1 other than 0: two instructions for four.
 * pmax(a, b) is a < b ? b : a, which keeps x where x is NaN or +-0. Where x = -Inf and alpha = 0 it would keep -Inf.
 */
@unmanaged
class LeakyReluMax {
  @inline
  f(x: v128, alpha: v128, _q: v128, _r: v128): v128 {
    return f32x4.pmax(x, f32x4.mul(x, alpha));
  }
}

/** leakyRelu'(x) = x < edge ? alpha : 1. NaN gives NaN: all ones. */
@unmanaged
class LeakyReluGrad {
  @inline
  f(x: v128, edge: v128, flip: v128, one: v128): v128 {
    return v128.or(slope(x, edge, flip, one), f32x4.ne(x, x));
  }
}

/** dy * leakyRelu'(x): one multiplication. NaN in either: NaN. */
@unmanaged
class LeakyReluGradDy {
  @inline
  f(x: v128, dy: v128, edge: v128, flip: v128, one: v128): v128 {
    return v128.or(f32x4.mul(dy, slope(x, edge, flip, one)), f32x4.ne(x, x));
  }
}

export function leakyRelu(x: usize, y: usize, n: usize, alpha: f32): void {
  const alphas = f32x4.splat(alpha);
  if (alpha <= 1 && alpha != 0) {
    inline.always(map<LeakyReluMax>(x, y, n, alphas, alphas, alphas));
  } else {
    const one = constant(1, n);
    inline.always(map<LeakyRelu>(x, y, n, constant(0, n), v128.xor(alphas, one), one));
  }
}

export function leakyReluGrad(x: usize, dy: usize, y: usize, n: usize, edge: f32, alpha: f32): void {
  const edges = f32x4.splat(edge);
  const one = constant(1, n);
  const flip = v128.xor(f32x4.splat(alpha), one);
  if (dy == NONE) inline.always(map<LeakyReluGrad>(x, y, n, edges, flip, one));
  else inline.always(mapDy<LeakyReluGradDy>(x, dy, y, n, edges, flip, one));
}
