import { splat64 } from "../math/constant";
import { map64 } from "../loops/float64";
import { bounded, even, LOG2_E, nearest, odd, rest, scaledBy2 } from "../math/exponential";
import { sigmoidAsGrad } from "./sigmoid";

/** Down to here e^z is a normal float64. */
const LEAST: f64 = -690;

/** B - w A: a factor of the logarithm's fraction. */
function factor(A: v128, B: v128, w: f64, zero: f64): v128 {
  return f64x2.sub(B, f64x2.mul(A, splat64(w, zero)));
}

/**
 * ln(1 + a / b), for 0 <= a <= b and c = b + a / 2.
 *
 * With A = a^2 and B = c^2 it is a c times a quotient of polynomials in A and B, of degrees 3 and 4, in factors: one division in
 * all. `tools/fit/fit.py logarithm` has the coefficients: a relative error of 2^-53. They are moved by up to three units
 * in the last place, to such as softplus misrounds no float32 with (`fit.py search`).
 */
export function logarithm(a: v128, c: v128, zero: f64): v128 {
  const A = f64x2.mul(a, a);
  const B = f64x2.mul(c, c);
  const numerator = f64x2.mul(
    f64x2.mul(a, c),
    f64x2.mul(
      factor(A, B, 0.2190102051122645, zero),
      f64x2.mul(factor(A, B, 0.13207948580597234, zero), factor(A, B, 0.039667152104284606, zero)),
    ),
  );
  const denominator = f64x2.mul(
    f64x2.mul(factor(A, B, 0.23151713630842696, zero), factor(A, B, 0.16186355814114303, zero)),
    f64x2.mul(factor(A, B, 0.07183880781017452, zero), factor(A, B, 0.008870674096117376, zero)),
  );
  return f64x2.div(numerator, denominator);
}

/** What softplus(-89.452332) needs, where the error of u is largest. It does not change larger results. */
const LIFT: f64 = 2.0 ** -177;

/** scale ln(1 + e^z), with z = rate x, as scale (max(z, 0) + ln(1 + a / b)), where a / b = e^-|z|. */
@unmanaged
class Softplus {
  @inline
  f(x: v128, zero: f64, rate: f64, scale: f64, lift: f64, _d: f64): v128 {
    const z = f64x2.mul(x, f64x2.splat(rate));
    const least = splat64(LEAST, zero);
    const held = f64x2.pmax(v128.or(z, splat64(-0.0, zero)), least); // -|z|
    const u = f64x2.mul(held, splat64(LOG2_E, zero));
    const k = nearest(u, zero);
    const f = rest(u, k, zero);
    const E = even(f, zero);
    const O = odd(f, zero);
    // 0 where z was bounded: a large scale would make a number of it.
    const a = v128.and(scaledBy2(f64x2.add(E, O), k), f64x2.ne(held, least));
    const c = f64x2.add(f64x2.sub(E, O), f64x2.mul(a, splat64(0.5, zero)));
    return f64x2.mul(
      f64x2.splat(scale),
      f64x2.add(f64x2.pmax(z, f64x2.splat(lift)), inline.always(logarithm(a, c, zero))),
    );
  }
}

/** One kernel for softplus and logSigmoid. */
export function scaledSoftplus(x: usize, y: usize, n: usize, rate: f64, scale: f64): void {
  inline.always(map64<Softplus>(x, y, n, rate, scale, LIFT * abs(rate)));
}

/** softplus(x) = ln(1 + e^(beta x)) / beta. */
export function softplus(x: usize, y: usize, n: usize, beta: f64): void {
  scaledSoftplus(x, y, n, beta, 1 / beta);
}

/** softplus'(x) = sigmoid(beta x). */
export function softplusGrad(x: usize, dy: usize, y: usize, n: usize, beta: f64): void {
  sigmoidAsGrad(x, dy, y, n, beta);
}
