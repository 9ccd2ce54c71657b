import { map64, mapGrad64, Product } from "./map64";
import { bounded, even, highPart, nearest, nudge, odd, powerOf2, restOf } from "./math";

/** 1 / (1 + e^-z) = b / (a + b), where k + f = -z log2(e). */
export function sigmoidOf(k: v128, f: v128, zero: i64): v128 {
  const E = even(f, zero);
  const O = odd(f, zero);
  const a = f64x2.mul(powerOf2(k, zero), f64x2.add(E, O));
  const b = f64x2.sub(E, O);
  return f64x2.div(f64x2.add(b, nudge(f, zero)), f64x2.add(a, b));
}

/** sigmoid(-z) of a z that is bounded. */
export function sigmoidOfMinus(z: v128, zero: i64): v128 {
  const u = highPart(z, zero);
  const k = nearest(u, zero);
  return inline.always(sigmoidOf(k, restOf(z, u, k, zero), zero));
}

/** sigmoid(beta x). */
@unmanaged
class Sigmoid {
  @inline
  f(x: v128, zero: i64, beta: f64, _b: f64, _c: f64, _d: f64): v128 {
    return inline.always(sigmoidOfMinus(bounded(f64x2.mul(x, f64x2.splat(-beta)), 690, zero), zero));
  }
}

/** scale e^-z / (1 + e^-z)^2 with z = rate x, as scale a b / (a + b)^2. Even in z. */
@unmanaged
class SigmoidGrad {
  @inline
  f(x: v128, zero: i64, rate: f64, scale: f64, _c: f64, _d: f64): v128 {
    const z = bounded(f64x2.mul(x, f64x2.splat(rate)), 345, zero);
    const u = highPart(z, zero);
    const k = nearest(u, zero);
    const f = restOf(z, u, k, zero);
    const E = even(f, zero);
    const O = odd(f, zero);
    const a = f64x2.mul(powerOf2(k, zero), f64x2.add(E, O));
    const b = f64x2.sub(E, O);
    const sum = f64x2.add(a, b);
    return f64x2.div(f64x2.mul(f64x2.splat(scale), f64x2.mul(a, b)), f64x2.mul(sum, sum));
  }
}

/** sigmoid'(x), and as 4 sigmoid'(2 x) tanh'(x). */
export function scaledSigmoidGrad(x: usize, dy: usize, y: usize, n: usize, rate: f64, scale: f64): void {
  inline.always(mapGrad64<SigmoidGrad, Product>(x, dy, y, n, rate, scale));
}

/** sigmoid(beta x) as a gradient: softplus' and logSigmoid' are. */
export function sigmoidAsGrad(x: usize, dy: usize, y: usize, n: usize, beta: f64): void {
  inline.always(mapGrad64<Sigmoid, Product>(x, dy, y, n, beta));
}

/** sigmoid(x) = 1 / (1 + e^-x). */
export function sigmoid(x: usize, y: usize, n: usize): void {
  inline.always(map64<Sigmoid>(x, y, n, 1));
}

export function sigmoidGrad(x: usize, dy: usize, y: usize, n: usize): void {
  scaledSigmoidGrad(x, dy, y, n, 1, 1);
}
