import { splat32, splat64 } from "../math/constant";
import { map64, mapGrad64, Product } from "../loops/float64";
import { even, LOG2_E, nearest, odd, rest, scaledBy2 } from "../math/exponential";

/**
 * below (e^z - 1), with u = z log2(e) <= 0, and with h = 2^k e^z - 1 = (2 O - (1 - h) (E + O)) / (E - O): nothing cancels, and
 * -0 stays -0.
 */
export function curve(u: v128, below: f64, zero: f64): v128 {
  const held = f64x2.pmax(u, splat64(-1000, zero));
  const k = nearest(held, zero);
  const f = rest(held, k, zero);
  const E = even(f, zero);
  const O = odd(f, zero);
  const sum = f64x2.add(E, O);
  const less = f64x2.sub(sum, scaledBy2(sum, k));
  return f64x2.div(f64x2.mul(f64x2.splat(below), f64x2.sub(f64x2.add(O, O), less)), f64x2.sub(E, O));
}

/** x > 0 ? x : below (e^z - 1), with z log2(e) = rate x: the sum of max(0, x) and the curve at min(0, x), of which one is 0. */
@unmanaged
class ExponentialLinear {
  @inline
  held(x: v128, zero: f64, _below: f64, _rate: f64): v128 {
    return f32x4.pmin(x, splat32(-0.0, zero));
  }
  @inline
  f(x: v128, zero: f64, below: f64, rate: f64, _c: f64, _d: f64): v128 {
    return inline.always(curve(f64x2.mul(x, f64x2.splat(rate)), below, zero));
  }
  @inline
  completed(y: v128, x: v128, zero: f64): v128 {
    return f32x4.add(y, f32x4.pmax(splat32(-0.0, zero), x)); // -0, so that the curve's zero keeps its sign
  }
}

/** x >= edge ? above : below e^z. */
@unmanaged
class ExponentialLinearGrad {
  @inline
  f(x: v128, zero: f64, edge: f64, above: f64, below: f64, rate: f64): v128 {
    const u = f64x2.pmax(f64x2.mul(x, f64x2.splat(rate)), splat64(-1000, zero));
    const k = nearest(u, zero);
    const f = rest(u, k, zero);
    const E = even(f, zero);
    const O = odd(f, zero);
    const a = scaledBy2(f64x2.add(E, O), k);
    const curve = f64x2.div(f64x2.mul(f64x2.splat(below), a), f64x2.sub(E, O));
    return v128.bitselect(f64x2.splat(above), curve, f64x2.ge(x, f64x2.splat(edge)));
  }
}

/** One kernel for elu and celu. z is x times `steepness`. */
export function exponentialLinear(x: usize, y: usize, n: usize, below: f64, steepness: f64): void {
  inline.always(map64<ExponentialLinear>(x, y, n, below, steepness * LOG2_E));
}

export function exponentialLinearGrad(
  x: usize,
  dy: usize,
  y: usize,
  n: usize,
  edge: f64,
  above: f64,
  below: f64,
  steepness: f64,
): void {
  inline.always(mapGrad64<ExponentialLinearGrad, Product>(x, dy, y, n, edge, above, below, steepness * LOG2_E));
}

/** elu(x) = x > 0 ? x : alpha (e^x - 1). */
export function elu(x: usize, y: usize, n: usize, alpha: f64): void {
  exponentialLinear(x, y, n, alpha, 1);
}

export function eluGrad(x: usize, dy: usize, y: usize, n: usize, edge: f64, alpha: f64): void {
  exponentialLinearGrad(x, dy, y, n, edge, 1, alpha, 1);
}
