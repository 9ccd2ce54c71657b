import { splat64 } from "../math/constant";
import { map64, mapGrad64, ProductOrZero } from "../loops/float64";

/** hardSigmoid(x) = min(max(0, alpha x + beta), 1). NaN gives NaN. */
@unmanaged
class HardSigmoid {
  @inline
  f(x: v128, zero: f64, alpha: f64, beta: f64, _c: f64, _d: f64): v128 {
    const line = f64x2.add(f64x2.mul(x, f64x2.splat(alpha)), f64x2.splat(beta));
    return f64x2.pmin(f64x2.pmax(line, f64x2.splat(zero)), splat64(1, zero));
  }
}

/** alpha from the lower edge to below the upper one, which are numbers that x is compared with; elsewhere flat. */
@unmanaged
class HardSigmoidGrad {
  @inline
  f(x: v128, zero: f64, lower: f64, upper: f64, alpha: f64, _beta: f64): v128 {
    const isFlat = v128.or(f64x2.lt(x, f64x2.splat(lower)), f64x2.ge(x, f64x2.splat(upper)));
    return v128.or(v128.bitselect(splat64(-0.0, zero), f64x2.splat(alpha), isFlat), f64x2.ne(x, x));
  }
}

export function hardSigmoid(x: usize, y: usize, n: usize, alpha: f64, beta: f64): void {
  inline.always(map64<HardSigmoid>(x, y, n, alpha, beta));
}

export function hardSigmoidGrad(
  x: usize,
  dy: usize,
  y: usize,
  n: usize,
  lower: f64,
  upper: f64,
  alpha: f64,
  beta: f64,
): void {
  inline.always(mapGrad64<HardSigmoidGrad, ProductOrZero>(x, dy, y, n, lower, upper, alpha, beta));
}
