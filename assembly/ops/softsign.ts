import { abs64, splat64 } from "../math/constant";
import { map64, mapGrad64, Product } from "../loops/float64";

// A unit in the last place off, since with 1 some float64 quotients lie in the middle between two float32 numbers, and the
// real ones beside it.
const ABOVE_ONE: f64 = 1 + 2.0 ** -52;
const BELOW_ONE: f64 = 1 - 2.0 ** -53;

/** x between -2^200 and 2^200, where softsign is at its limits: so that infinities are not divided by each other. */
function bounded(x: v128, zero: f64): v128 {
  const most = splat64(2.0 ** 200, zero);
  return f64x2.pmax(f64x2.pmin(x, most), f64x2.neg(most));
}

/** softsign(x) = x / (1 + |x|). NaN gives NaN, -0 gives -0. */
@unmanaged
class Softsign {
  @inline
  f(x: v128, zero: f64, _a: f64, _b: f64, _c: f64, _d: f64): v128 {
    const held = bounded(x, zero);
    const one = splat64(ABOVE_ONE, zero);
    return f64x2.div(f64x2.mul(held, one), f64x2.add(one, abs64(held, zero)));
  }
}

/** softsign'(x) = 1 / (1 + |x|)^2. */
@unmanaged
class SoftsignGrad {
  @inline
  f(x: v128, zero: f64, _a: f64, _b: f64, _c: f64, _d: f64): v128 {
    const root = f64x2.add(splat64(1, zero), abs64(x, zero));
    return f64x2.div(splat64(BELOW_ONE, zero), f64x2.mul(root, root));
  }
}

export function softsign(x: usize, y: usize, n: usize): void {
  inline.always(map64<Softsign>(x, y, n));
}

export function softsignGrad(x: usize, dy: usize, y: usize, n: usize): void {
  inline.always(mapGrad64<SoftsignGrad, Product>(x, dy, y, n));
}
