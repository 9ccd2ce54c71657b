import { splat64 } from "./constant";
import { aboveTies, bounded, evenOf, gateEven, gateOdd, nearest, nudge, oddOf, rest, scaledBy2 } from "./exponential";

/** The functions x s(z), with s the sigmoid and z a function of x: silu and geluTanh. */

/** x / (1 + 2^u), for |u| <= 1000 and a result with the sign of x. */
export function gated(x: v128, u: v128): v128 {
  const k = nearest(u);
  const f = rest(u, k);
  const E = gateEven(f);
  const O = gateOdd(f);
  const a = scaledBy2(f64x2.add(E, O), k);
  const b = f64x2.sub(E, O);
  return aboveTies(f64x2.div(f64x2.mul(x, b), f64x2.add(a, b)));
}

/**
 * The derivative of x s(z) is s (1 + q (1 - s)) with q = x z'. With a / b = e^-z, u = -z log2(e), that is
 * b (b + a (1 + q)) / (a + b)^2. Each function has its own coefficients, with which it misrounds nothing, and silu ties to be broken by
 * `units`.
 */
export function gateGrad(u: v128, q: v128, units: f64, e0: f64, e1: f64, e2: f64, o0: f64, o1: f64): v128 {
  const clamped = bounded(u, 400);
  const k = nearest(clamped);
  const f = rest(clamped, k);
  const E = evenOf(f, e0, e1, e2);
  const O = oddOf(f, o0, o1);
  const a = scaledBy2(f64x2.add(E, O), k);
  const b = f64x2.sub(E, O);
  const sum = f64x2.add(a, b);
  const inner = f64x2.add(b, f64x2.mul(a, f64x2.add(splat64(1), bounded(q, 2.0 ** 128))));
  const top = units == 0 ? b : f64x2.add(b, nudge(f, units));
  return f64x2.div(f64x2.mul(top, inner), f64x2.mul(sum, sum));
}
