import { splat64 } from "../math/constant";
import { scaledExpm1 } from "../math/expm1";
import { exponentialLinearGrad } from "./elu";
import { map64 } from "../loops/float64";
import { LOG2_E } from "../math/exponential";

// The float64 nearest to the constants of Klambauer et al., 2017, and to their product.
const SCALE: f64 = 1.0507009873554804934193349852946;
const SCALE_ALPHA: f64 = 1.7580993408473768599402175208123;

/** selu(x) = scale (x > 0 ? x : alpha (e^x - 1)): the sum of both at max(0, x) and min(0, x), of which one is 0. */
@unmanaged
class Selu {
  @inline
  f(x: v128): v128 {
    const u = f64x2.pmin(f64x2.mul(x, splat64(LOG2_E)), splat64(0));
    const linear = f64x2.mul(splat64(SCALE), f64x2.pmax(x, splat64(0)));
    return f64x2.add(linear, inline.always(scaledExpm1(u, splat64(SCALE_ALPHA))));
  }
}

export function selu(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map64<Selu>(x, bias, dy, times, y, n));
}

/** selu'(x) = scale (x >= edge ? 1 : alpha e^x). */
export function seluGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, edge: f64): void {
  exponentialLinearGrad(x, bias, dy, times, y, n, edge, SCALE, SCALE_ALPHA, 1);
}
