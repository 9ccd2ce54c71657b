import { splat32, splat64 } from "../math/constant";
import { scaledExpm1 } from "../math/expm1";
import { map64, mapPairs64 } from "../loops/float64";
import { even, LOG2_E, nearestShifted, odd, restShifted, scaledBy2 } from "../math/exponential";

/** x > 0 ? x : below (e^z - 1), with z log2(e) = rate x: the sum of max(0, x) and the second at min(0, x), of which one is 0. */
@unmanaged
class ExponentialLinear {
  static below: f64;
  static rate: f64;

  @inline
  clamped(x: v128): v128 {
    return f32x4.pmin(x, splat32(-0.0));
  }
  @inline
  f(x: v128): v128 {
    const u = f64x2.mul(x, f64x2.splat(ExponentialLinear.rate));
    return inline.always(scaledExpm1(u, f64x2.splat(ExponentialLinear.below)));
  }
  @inline
  completed(y: v128, x: v128): v128 {
    return f32x4.add(y, f32x4.pmax(splat32(-0.0), x)); // -0, so that the curve's zero keeps its sign
  }
}

/** e^z is computed as 2^512 e^z, and `below`, however large, as 2^-512 below. */
const SHIFT: f64 = 512;
const UNSHIFT: f64 = 2.0 ** -512;

/** x >= edge ? above : below e^z. */
@unmanaged
class ExponentialLinearGrad {
  static edge: f64;
  static above: f64;
  static below: f64;
  static rate: f64;

  @inline
  f(x: v128): v128 {
    const u = f64x2.pmax(f64x2.mul(x, f64x2.splat(ExponentialLinearGrad.rate)), splat64(-1500));
    const k = nearestShifted(u, SHIFT);
    const f = restShifted(u, k, SHIFT);
    const E = even(f);
    const O = odd(f);
    const a = scaledBy2(f64x2.add(E, O), k);
    const below = f64x2.div(f64x2.mul(f64x2.splat(ExponentialLinearGrad.below), a), f64x2.sub(E, O));
    const isAbove = f64x2.ge(x, f64x2.splat(ExponentialLinearGrad.edge));
    return v128.bitselect(f64x2.splat(ExponentialLinearGrad.above), below, isAbove);
  }
}

/** One kernel for elu and celu. z is x times `steepness`. */
export function exponentialLinear(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  below: f64,
  steepness: f64,
): void {
  ExponentialLinear.below = below;
  ExponentialLinear.rate = steepness * LOG2_E;
  inline.always(map64<ExponentialLinear>(x, bias, dy, times, y, n));
}

/** One kernel for the gradients of elu, celu and selu. */
export function exponentialLinearGrad(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  edge: f64,
  above: f64,
  below: f64,
  steepness: f64,
): void {
  ExponentialLinearGrad.edge = edge;
  ExponentialLinearGrad.above = above;
  ExponentialLinearGrad.below = below * UNSHIFT;
  ExponentialLinearGrad.rate = steepness * LOG2_E;
  inline.always(mapPairs64<ExponentialLinearGrad>(x, bias, dy, times, y, n));
}

/** elu(x) = x > 0 ? x : alpha (e^x - 1). */
export function elu(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, alpha: f64): void {
  exponentialLinear(x, bias, dy, times, y, n, alpha, 1);
}

/** elu'(x) = x >= edge ? 1 : alpha e^x. */
export function eluGrad(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  edge: f64,
  alpha: f64,
): void {
  exponentialLinearGrad(x, bias, dy, times, y, n, edge, 1, alpha, 1);
}
