import { map } from "../loops/float32";
import { map64 } from "../loops/float64";

/** linear(x) = alpha x + beta. The product of two float32 numbers is exact in float64. */
@unmanaged
class Linear {
  static alpha: f64;
  static beta: f64;
  static most: f32;

  @inline
  clamped(x: v128): v128 {
    return f32x4.pmax(f32x4.pmin(x, f32x4.splat(Linear.most)), f32x4.splat(-Linear.most));
  }
  @inline
  f(x: v128): v128 {
    return f64x2.add(f64x2.mul(x, f64x2.splat(Linear.alpha)), f64x2.splat(Linear.beta));
  }
}

/** linear'(x) = alpha. NaN gives NaN: all ones. */
@unmanaged
class LinearGrad {
  static alpha: f32;

  @inline
  f(x: v128): v128 {
    return v128.or(f32x4.splat(LinearGrad.alpha), f32x4.ne(x, x));
  }
  @inline
  fDy(x: v128, dy: v128): v128 {
    return v128.or(f32x4.mul(dy, f32x4.splat(LinearGrad.alpha)), f32x4.ne(x, x));
  }
}

/** A beta of 0 counts as -0, which changes no other number, so that -0 stays. Where alpha is 0, infinities are clamped to finite numbers. */
export function linear(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  alpha: f64,
  beta: f64,
): void {
  Linear.alpha = alpha;
  Linear.beta = beta == 0 ? -0.0 : beta;
  Linear.most = alpha == 0 ? f32.MAX_VALUE : <f32>Infinity;
  inline.always(map64<Linear>(x, bias, dy, times, y, n));
}

export function linearGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, alpha: f32): void {
  LinearGrad.alpha = alpha;
  inline.always(map<LinearGrad>(x, bias, dy, times, y, n));
}
