import { splat32, splat64 } from "../math/constant";
import { map64, mapGrad64, ProductOrZero } from "../loops/float64";
import { aboveTies, withSign } from "../math/exponential";

/** hardSwish(x) = x min(max(0, x + 3), 6) / 6. NaN gives NaN; -0 and -Inf give -0, since 0 is not multiplied by Inf. */
@unmanaged
class HardSwish {
  @inline
  held(x: v128, zero: f64, _a: f64, _b: f64): v128 {
    return f32x4.pmax(x, splat32(-4, zero));
  }
  @inline
  f(x: v128, zero: f64, _a: f64, _b: f64, _c: f64, _d: f64): v128 {
    const six = splat64(6, zero);
    const gate = f64x2.pmin(f64x2.pmax(f64x2.add(x, splat64(3, zero)), f64x2.splat(zero)), six);
    return aboveTies(f64x2.div(f64x2.mul(x, gate), six), zero);
  }
  @inline
  completed(y: v128, x: v128, zero: f64): v128 {
    return withSign(y, x, zero);
  }
}

/** hardSwish'(x) = (2 x + 3) / 6 between the edges, 1 above; flat below. */
@unmanaged
class HardSwishGrad {
  @inline
  f(x: v128, zero: f64, lower: f64, upper: f64, _c: f64, _d: f64): v128 {
    const three = splat64(3, zero);
    const line = f64x2.div(f64x2.add(f64x2.add(x, x), three), f64x2.add(three, three));
    const bent = v128.bitselect(splat64(1, zero), line, f64x2.ge(x, f64x2.splat(upper)));
    return v128.bitselect(splat64(-0.0, zero), bent, f64x2.lt(x, f64x2.splat(lower)));
  }
}

export function hardSwish(x: usize, y: usize, n: usize): void {
  inline.always(map64<HardSwish>(x, y, n));
}

export function hardSwishGrad(x: usize, dy: usize, y: usize, n: usize, lower: f64, upper: f64): void {
  inline.always(mapGrad64<HardSwishGrad, ProductOrZero>(x, dy, y, n, lower, upper));
}
