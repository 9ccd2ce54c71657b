import { splat64 } from "./constant";
import { even, nearest, odd, rest, scaledBy2 } from "./exponential";

/**
 * scale (e^z - 1), with u = z log2(e) <= 0, and with h = 2^k e^z - 1 = (2 O - (1 - h) (E + O)) / (E - O): nothing cancels, and
 * -0 stays -0.
 */
export function scaledExpm1(u: v128, scale: v128): v128 {
  const clamped = f64x2.pmax(u, splat64(-1000));
  const k = nearest(clamped);
  const f = rest(clamped, k);
  const E = even(f);
  const O = odd(f);
  const sum = f64x2.add(E, O);
  const less = f64x2.sub(sum, scaledBy2(sum, k));
  return f64x2.div(f64x2.mul(scale, f64x2.sub(f64x2.add(O, O), less)), f64x2.sub(E, O));
}
