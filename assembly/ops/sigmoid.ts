import { splat64 } from "../math/constant";
import { map64, mapGrad64, Product } from "../loops/float64";
import {
  bounded,
  bounded32,
  even,
  evenOf,
  LOG2_E,
  nearest,
  nudge,
  odd,
  oddOf,
  rest,
  scaledBy2,
} from "../math/exponential";

/** 16 units in the last place of b. Two would do for the ties near 0; sigmoid(-89.452332), where u's error is largest, needs more than 4. */
const NUDGE: f64 = 2.0 ** -31;
/** What the slopes at -89.452332 and 89.452332 need. Larger ones stay. */
const LIFT: f64 = 2.0 ** -177;

/** sigmoid(z) = 1 / (1 + e^-z) = b / (a + b) with a / b = e^-z, for |z| <= 690. Its coefficients are those that go with NUDGE. */
function sigmoidOfBounded(z: v128, zero: f64): v128 {
  const u = f64x2.mul(z, splat64(-LOG2_E, zero));
  const k = nearest(u, zero);
  const f = rest(u, k, zero);
  const E = evenOf(f, 189156.72439747033, 10097.574668609595, 43.3028126236371, zero);
  const O = oddOf(f, 65556.7251000332, 874.8088595989169, zero);
  const a = scaledBy2(f64x2.add(E, O), k);
  const b = f64x2.sub(E, O);
  return f64x2.div(f64x2.add(b, nudge(f, NUDGE, zero)), f64x2.add(a, b));
}

/** sigmoid(x). */
@unmanaged
class Sigmoid {
  @inline
  held(x: v128, zero: f64, _a: f64, _b: f64): v128 {
    return bounded32(x, 690, zero);
  }
  @inline
  f(x: v128, zero: f64, _a: f64, _b: f64, _c: f64, _d: f64): v128 {
    return inline.always(sigmoidOfBounded(x, zero));
  }
}

/** sigmoid(beta x). */
@unmanaged
class SigmoidOfMultiple {
  @inline
  f(x: v128, zero: f64, beta: f64, _b: f64, _c: f64, _d: f64): v128 {
    return inline.always(sigmoidOfBounded(bounded(f64x2.mul(x, f64x2.splat(beta)), 690, zero), zero));
  }
}

/** scale e^-z / (1 + e^-z)^2 with z = rate x, as scale a b / (a + b)^2. Even in z. */
@unmanaged
class SigmoidGrad {
  @inline
  f(x: v128, zero: f64, rate: f64, scale: f64, _c: f64, _d: f64): v128 {
    const z = bounded(f64x2.mul(x, f64x2.splat(rate)), 345, zero);
    const u = f64x2.mul(z, splat64(LOG2_E, zero));
    const k = nearest(u, zero);
    const f = rest(u, k, zero);
    const E = even(f, zero);
    const O = odd(f, zero);
    const a = scaledBy2(f64x2.add(E, O), k);
    const b = f64x2.sub(E, O);
    const sum = f64x2.add(a, b);
    const slope = f64x2.div(f64x2.mul(f64x2.splat(scale), f64x2.mul(a, b)), f64x2.mul(sum, sum));
    return f64x2.add(slope, splat64(LIFT, zero));
  }
}

/** sigmoid'(x), and as 4 sigmoid'(2 x) tanh'(x). */
export function scaledSigmoidGrad(x: usize, dy: usize, y: usize, n: usize, rate: f64, scale: f64): void {
  inline.always(mapGrad64<SigmoidGrad, Product>(x, dy, y, n, rate, scale));
}

/** sigmoid(beta x) as a gradient: softplus' and logSigmoid' are. */
export function sigmoidAsGrad(x: usize, dy: usize, y: usize, n: usize, beta: f64): void {
  inline.always(mapGrad64<SigmoidOfMultiple, Product>(x, dy, y, n, beta));
}

/** sigmoid(x) = 1 / (1 + e^-x). */
export function sigmoid(x: usize, y: usize, n: usize): void {
  inline.always(map64<Sigmoid>(x, y, n));
}

export function sigmoidGrad(x: usize, dy: usize, y: usize, n: usize): void {
  scaledSigmoidGrad(x, dy, y, n, 1, 1);
}
