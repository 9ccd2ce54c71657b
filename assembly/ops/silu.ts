import { splat64 } from "../math/constant";
import { map64, mapGrad64, Product } from "../loops/float64";
import {
  aboveTies,
  bounded,
  even,
  gateEven,
  gateOdd,
  LOG2_E,
  nearest,
  nudge,
  odd,
  rest,
  scaledBy2,
  withSign,
} from "../math/exponential";

/** silu(x) = x sigmoid(beta x) = x b / (a + b), with u = beta x -log2(e). Below `least` silu rounds to -0. */
@unmanaged
class Silu {
  @inline
  held(x: v128, _zero: f64, _rate: f64, least: f64): v128 {
    return f32x4.pmax(x, f32x4.splat(<f32>least));
  }
  @inline
  f(x: v128, zero: f64, rate: f64, _least: f64, _c: f64, _d: f64): v128 {
    return inline.always(gated(x, f64x2.pmax(f64x2.mul(x, f64x2.splat(rate)), splat64(-1000, zero)), zero));
  }
  @inline
  completed(y: v128, x: v128, zero: f64): v128 {
    return withSign(y, x, zero);
  }
}

/** x / (1 + 2^u), for |u| <= 1000 and a result with the sign of x. */
export function gated(x: v128, u: v128, zero: f64): v128 {
  const k = nearest(u, zero);
  const f = rest(u, k, zero);
  const E = gateEven(f, zero);
  const O = gateOdd(f, zero);
  const a = scaledBy2(f64x2.add(E, O), k);
  const b = f64x2.sub(E, O);
  return aboveTies(f64x2.div(f64x2.mul(x, b), f64x2.add(a, b)), zero);
}

/**
 * The derivative of x s(z), s the sigmoid and z a function of x, is s (1 + q (1 - s)) with q = x z'. With a / b = e^-z,
 * u = -z log2(e), that is b (b + a (1 + q)) / (a + b)^2.
 */
export function gateGrad(u: v128, q: v128, zero: f64): v128 {
  const held = bounded(u, 400, zero);
  const k = nearest(held, zero);
  const f = rest(held, k, zero);
  const E = even(f, zero);
  const O = odd(f, zero);
  const a = scaledBy2(f64x2.add(E, O), k);
  const b = f64x2.sub(E, O);
  const sum = f64x2.add(a, b);
  const inner = f64x2.add(b, f64x2.mul(a, f64x2.add(splat64(1, zero), bounded(q, 2.0 ** 128, zero))));
  return f64x2.div(f64x2.mul(f64x2.add(b, nudge(f, 2.0 ** -34, zero)), inner), f64x2.mul(sum, sum));
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
  inline.always(map64<Silu>(x, y, n, -LOG2_E * beta, max(-690 / beta, -(<f64>f32.MAX_VALUE))));
}

export function siluGrad(x: usize, dy: usize, y: usize, n: usize, beta: f64): void {
  inline.always(mapGrad64<SiluGrad, Product>(x, dy, y, n, beta));
}
