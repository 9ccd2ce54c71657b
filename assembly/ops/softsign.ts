import { abs64, splat64 } from "../math/constant";
import { map64 } from "../loops/float64";

// A unit in the last place off, since with 1 some float64 quotients lie in the middle between two float32 numbers, and the
// real ones beside it.
const ABOVE_ONE: f64 = 1 + 2.0 ** -52;
const BELOW_ONE: f64 = 1 - 2.0 ** -53;

/** x between -2^200 and 2^200, where softsign is at its limits: so that infinities are not divided by each other. */
function bounded(x: v128): v128 {
  const most = splat64(2.0 ** 200);
  return f64x2.pmax(f64x2.pmin(x, most), f64x2.neg(most));
}

/** softsign(x) = x / (1 + |x|). NaN gives NaN, -0 gives -0. */
@unmanaged
class Softsign {
  @inline
  f(x: v128): v128 {
    const clamped = bounded(x);
    const one = splat64(ABOVE_ONE);
    return f64x2.div(f64x2.mul(clamped, one), f64x2.add(one, abs64(clamped)));
  }
}

/** softsign'(x) = 1 / (1 + |x|)^2. */
@unmanaged
class SoftsignGrad {
  @inline
  f(x: v128): v128 {
    const root = f64x2.add(splat64(1), abs64(x));
    return f64x2.div(splat64(BELOW_ONE), f64x2.mul(root, root));
  }
}

export function softsign(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map64<Softsign>(x, bias, dy, times, y, n));
}

export function softsignGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map64<SoftsignGrad>(x, bias, dy, times, y, n));
}
