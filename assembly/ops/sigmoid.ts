import { splat64 } from "../math/constant";
import { map64, mapPairs64 } from "../loops/float64";
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
/** The slopes at -89.452332 and 89.452332 need this addend to be rounded right. It changes no larger slope. */
const LIFT: f64 = 2.0 ** -177;

/** sigmoid(z) = 1 / (1 + e^-z) = b / (a + b) with a / b = e^-z, for |z| <= 690. Its coefficients are those that go with NUDGE. */
function sigmoidOfBounded(z: v128): v128 {
  const u = f64x2.mul(z, splat64(-LOG2_E));
  const k = nearest(u);
  const f = rest(u, k);
  const E = evenOf(f, 189156.72439747033, 10097.574668609595, 43.3028126236371);
  const O = oddOf(f, 65556.7251000332, 874.8088595989169);
  const a = scaledBy2(f64x2.add(E, O), k);
  const b = f64x2.sub(E, O);
  return f64x2.div(f64x2.add(b, nudge(f, NUDGE)), f64x2.add(a, b));
}

/** sigmoid(x). */
@unmanaged
class Sigmoid {
  @inline
  clamped(x: v128): v128 {
    return bounded32(x, 690);
  }
  @inline
  f(x: v128): v128 {
    return inline.always(sigmoidOfBounded(x));
  }
}

/** sigmoid(beta x). */
@unmanaged
class SigmoidOfMultiple {
  static beta: f64;

  @inline
  f(x: v128): v128 {
    return inline.always(sigmoidOfBounded(bounded(f64x2.mul(x, f64x2.splat(SigmoidOfMultiple.beta)), 690)));
  }
}

/** scale e^-z / (1 + e^-z)^2 with z = rate x, as scale a b / (a + b)^2. Even in z. */
@unmanaged
class SigmoidGrad {
  static rate: f64;
  static scale: f64;

  @inline
  f(x: v128): v128 {
    const z = bounded(f64x2.mul(x, f64x2.splat(SigmoidGrad.rate)), 345);
    const u = f64x2.mul(z, splat64(LOG2_E));
    const k = nearest(u);
    const f = rest(u, k);
    const E = even(f);
    const O = odd(f);
    const a = scaledBy2(f64x2.add(E, O), k);
    const b = f64x2.sub(E, O);
    const sum = f64x2.add(a, b);
    const slope = f64x2.div(f64x2.mul(f64x2.splat(SigmoidGrad.scale), f64x2.mul(a, b)), f64x2.mul(sum, sum));
    return f64x2.add(slope, splat64(LIFT));
  }
}

/** sigmoid'(x), and as 4 sigmoid'(2 x) tanh'(x). */
export function scaledSigmoidGrad(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  rate: f64,
  scale: f64,
): void {
  SigmoidGrad.rate = rate;
  SigmoidGrad.scale = scale;
  inline.always(mapPairs64<SigmoidGrad>(x, bias, dy, times, y, n));
}

/** sigmoid(beta x) as a gradient: softplus' and logSigmoid' are. */
export function sigmoidAsGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, beta: f64): void {
  SigmoidOfMultiple.beta = beta;
  inline.always(mapPairs64<SigmoidOfMultiple>(x, bias, dy, times, y, n));
}

/** sigmoid(x) = 1 / (1 + e^-x). */
export function sigmoid(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map64<Sigmoid>(x, bias, dy, times, y, n));
}

export function sigmoidGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  scaledSigmoidGrad(x, bias, dy, times, y, n, 1, 1);
}
