import { splat64 } from "../math/constant";
import { curve, exponentialLinearGrad } from "./elu";
import { map64 } from "../loops/float64";
import { LOG2_E } from "../math/exponential";

// The float64 nearest to the constants of Klambauer et al., 2017, and to their product.
const SCALE: f64 = 1.0507009873554804934193349852946;
const SCALE_ALPHA: f64 = 1.7580993408473768599402175208123;

/** selu(x) = scale (x > 0 ? x : alpha (e^x - 1)): the sum of both at max(0, x) and min(0, x), of which one is 0. */
@unmanaged
class Selu {
  @inline
  f(x: v128, zero: f64, _a: f64, _b: f64, _c: f64, _d: f64): v128 {
    const u = f64x2.pmin(f64x2.mul(x, splat64(LOG2_E, zero)), f64x2.splat(zero));
    const linear = f64x2.mul(splat64(SCALE, zero), f64x2.pmax(x, f64x2.splat(zero)));
    return f64x2.add(linear, inline.always(curve(u, SCALE_ALPHA - zero, zero)));
  }
}

export function selu(x: usize, y: usize, n: usize): void {
  inline.always(map64<Selu>(x, y, n));
}

export function seluGrad(x: usize, dy: usize, y: usize, n: usize, edge: f64): void {
  exponentialLinearGrad(x, dy, y, n, edge, SCALE, SCALE_ALPHA, 1);
}
