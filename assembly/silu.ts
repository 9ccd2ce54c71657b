import { splat64 } from "./constant";
import { map64, mapGrad64, Product } from "./map64";
import { aboveTies, bounded, even, LOG2_E, nearest, nudge, odd, scaledBy2, rest } from "./math";
import { sigmoidOfBounded } from "./sigmoid";

/** silu(x) = x sigmoid(beta x). At `least`, a finite number, beta x is -690 or above, and below silu rounds to -0. */
@unmanaged
class Silu {
  @inline
  f(x: v128, zero: f64, beta: f64, least: f64, _c: f64, _d: f64): v128 {
    const held = f64x2.pmax(x, f64x2.splat(least));
    const z = f64x2.pmin(f64x2.mul(held, f64x2.splat(beta)), splat64(690, zero));
    return aboveTies(f64x2.mul(held, inline.always(sigmoidOfBounded(z, zero))), zero);
  }
}

/**
 * The derivative of x s(z), s the sigmoid and z a function of x, is s (1 + q (1 - s)) with q = x z'. With a / b = e^-z,
 * u = -z log2(e), that is b (b + a (1 + q)) / (a + b)^2.
 */
export function gateGrad(u: v128, q: v128, zero: f64): v128 {
  const held = bounded(u, 500, zero);
  const k = nearest(held, zero);
  const f = rest(held, k, zero);
  const E = even(f, zero);
  const O = odd(f, zero);
  const a = scaledBy2(f64x2.add(E, O), k);
  const b = f64x2.sub(E, O);
  const sum = f64x2.add(a, b);
  const inner = f64x2.add(b, f64x2.mul(a, f64x2.add(splat64(1, zero), bounded(q, 2.0 ** 128, zero))));
  return f64x2.div(f64x2.mul(f64x2.add(b, nudge(f, zero)), inner), f64x2.mul(sum, sum));
}

/** silu'(x): z = beta x = q. */
@unmanaged
class SiluGrad {
  @inline
  f(x: v128, zero: f64, beta: f64, _b: f64, _c: f64, _d: f64): v128 {
    const z = f64x2.mul(x, f64x2.splat(beta));
    return inline.always(gateGrad(f64x2.mul(z, splat64(-LOG2_E, zero)), z, zero));
  }
}

export function silu(x: usize, y: usize, n: usize, beta: f64): void {
  inline.always(map64<Silu>(x, y, n, beta, max(-690 / beta, -(2.0 ** 128))));
}

export function siluGrad(x: usize, dy: usize, y: usize, n: usize, beta: f64): void {
  inline.always(mapGrad64<SiluGrad, Product>(x, dy, y, n, beta));
}
