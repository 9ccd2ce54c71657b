import { splat32, splat64 } from "../math/constant";
import { map64, plain64 } from "../loops/float64";
import { NONE } from "../loops/none";
import { isMinusZero } from "../math/selection";

/** The default alpha, which stands for the real 1/6. */
const SIXTH: f64 = 1.0 / 6.0;

/** min(max(0, line), 1) in float32, since both bounds are float32 numbers and may come after the rounding. -0 gives +0, NaN gives NaN. */
function between0And1(line: v128): v128 {
  return f32x4.pmin(v128.andnot(line, f32x4.le(line, splat32(0))), splat32(1));
}

/**
 * hardSigmoid(x) = min(max(0, (slope x + offset) scale), 1): slope and offset are alpha and beta, or for the default alpha 1 and 6 beta, with
 * a scale of 1/6. The product is exact, so that the sum is good to the last bit where it cancels. NaN gives NaN.
 */
@unmanaged
class HardSigmoid {
  static slope: f64;
  static offset: f64;
  static scale: f64;

  @inline
  f(x: v128): v128 {
    const sum = f64x2.add(f64x2.mul(x, f64x2.splat(HardSigmoid.slope)), f64x2.splat(HardSigmoid.offset));
    return f64x2.mul(sum, f64x2.splat(HardSigmoid.scale));
  }
  @inline
  completed(line: v128, _x: v128): v128 {
    return between0And1(line);
  }
}

/** The same for a slope of 1, with a multiplication less. */
@unmanaged
class HardSigmoidSixth {
  @inline
  f(x: v128): v128 {
    return f64x2.mul(f64x2.add(x, f64x2.splat(HardSigmoid.offset)), splat64(SIXTH));
  }
  @inline
  completed(line: v128, _x: v128): v128 {
    return between0And1(line);
  }
}

/** alpha from the left edge to below the right one, which are numbers that x is compared with; elsewhere flat. */
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
  const isSixth = alpha == SIXTH;
  HardSigmoid.slope = isSixth ? 1 : alpha;
  HardSigmoid.offset = isSixth ? 6 * beta : beta;
  HardSigmoid.scale = isSixth ? SIXTH : 1;
  if (isSixth && (bias & dy & times) == NONE) inline.always(plain64<HardSigmoidSixth>(x, y, n));
  else inline.always(map64<HardSigmoid>(x, bias, dy, times, y, n));
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
  inline.always(map64<HardSigmoidGrad>(x, bias, dy, times, y, n));
}
