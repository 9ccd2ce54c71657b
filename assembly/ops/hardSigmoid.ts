import { splat64 } from "../math/constant";
import { map64, mapPairs64 } from "../loops/float64";
import { isMinusZero } from "../math/selection";

/** hardSigmoid(x) = min(max(0, alpha x + beta), 1). NaN gives NaN. */
@unmanaged
class HardSigmoid {
  static alpha: f64;
  static beta: f64;

  @inline
  f(x: v128): v128 {
    const line = f64x2.add(f64x2.mul(x, f64x2.splat(HardSigmoid.alpha)), f64x2.splat(HardSigmoid.beta));
    return f64x2.pmin(f64x2.pmax(line, splat64(0)), splat64(1));
  }
}

/** alpha from the lower edge to below the upper one, which are numbers that x is compared with; elsewhere flat. */
@unmanaged
class HardSigmoidGrad {
  static lower: f64;
  static upper: f64;
  static alpha: f64;

  @inline
  f(x: v128): v128 {
    const isBelow = f64x2.lt(x, f64x2.splat(HardSigmoidGrad.lower));
    const isOutside = v128.or(isBelow, f64x2.ge(x, f64x2.splat(HardSigmoidGrad.upper)));
    const slope = v128.bitselect(splat64(-0.0), f64x2.splat(HardSigmoidGrad.alpha), isOutside);
    return v128.or(slope, f64x2.ne(x, x));
  }
  @inline
  isFlat(slope: v128): v128 {
    return isMinusZero(slope);
  }
}

export function hardSigmoid(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  alpha: f64,
  beta: f64,
): void {
  HardSigmoid.alpha = alpha;
  HardSigmoid.beta = beta;
  inline.always(map64<HardSigmoid>(x, bias, dy, times, y, n));
}

export function hardSigmoidGrad(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  lower: f64,
  upper: f64,
  alpha: f64,
  _beta: f64,
): void {
  HardSigmoidGrad.lower = lower;
  HardSigmoidGrad.upper = upper;
  HardSigmoidGrad.alpha = alpha;
  inline.always(mapPairs64<HardSigmoidGrad>(x, bias, dy, times, y, n));
}
