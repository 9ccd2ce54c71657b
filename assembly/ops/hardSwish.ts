import { splat32, splat64 } from "../math/constant";
import { map64, plain64 } from "../loops/float64";
import { NONE } from "../loops/none";
import { aboveTies, withSign } from "../math/exponential";
import { isMinusZero } from "../math/selection";

/** hardSwish(x) = x min(max(0, x + 3), 6) / 6. NaN gives NaN; -0 and -Inf give -0, since 0 is not multiplied by Inf. */
@unmanaged
class HardSwish {
  @inline
  clamped(x: v128): v128 {
    return f32x4.pmax(x, splat32(-4));
  }
  @inline
  f(x: v128): v128 {
    const six = splat64(6);
    const gate = f64x2.pmin(f64x2.pmax(f64x2.add(x, splat64(3)), splat64(0)), six);
    return aboveTies(f64x2.div(f64x2.mul(x, gate), six));
  }
  @inline
  completed(y: v128, x: v128): v128 {
    return withSign(y, x);
  }
}

/** hardSwish'(x) = (2 x + 3) / 6 between the edges, 1 above; flat below. */
@unmanaged
class HardSwishGrad {
  static lower: f64;
  static upper: f64;

  @inline
  f(x: v128): v128 {
    const three = splat64(3);
    const line = f64x2.div(f64x2.add(f64x2.add(x, x), three), f64x2.add(three, three));
    const bent = v128.bitselect(splat64(1), line, f64x2.ge(x, f64x2.splat(HardSwishGrad.upper)));
    return v128.bitselect(splat64(-0.0), bent, f64x2.lt(x, f64x2.splat(HardSwishGrad.lower)));
  }
  @inline
  isFlat(slope: v128): v128 {
    return isMinusZero(slope);
  }
}

export function hardSwish(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  if ((bias & dy & times) == NONE) inline.always(plain64<HardSwish>(x, y, n));
  else inline.always(map64<HardSwish>(x, bias, dy, times, y, n));
}

export function hardSwishGrad(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  lower: f64,
  upper: f64,
): void {
  HardSwishGrad.lower = lower;
  HardSwishGrad.upper = upper;
  inline.always(map64<HardSwishGrad>(x, bias, dy, times, y, n));
}
