import { splat64 } from "../math/constant";
import { logarithm } from "../math/logarithm";
import { map64 } from "../loops/float64";
import { bounded, even, LOG2_E, nearest, odd, rest, scaledBy2 } from "../math/exponential";
import { sigmoidAsGrad } from "./sigmoid";

/** Down to here e^z is a normal float64. */
const LEAST: f64 = -690;

/** softplus(-89.452332), where the error of u is largest, needs this to be rounded right. It changes no larger result. */
const LIFT: f64 = 2.0 ** -177;

/** scale ln(1 + e^z), with z = rate x, as scale (max(z, 0) + ln(1 + a / b)), where a / b = e^-|z|. */
@unmanaged
class Softplus {
  static rate: f64;
  static scale: f64;
  static lift: f64;

  @inline
  f(x: v128): v128 {
    const z = f64x2.mul(x, f64x2.splat(Softplus.rate));
    const least = splat64(LEAST);
    const clamped = f64x2.pmax(v128.or(z, splat64(-0.0)), least); // -|z|
    const u = f64x2.mul(clamped, splat64(LOG2_E));
    const k = nearest(u);
    const f = rest(u, k);
    const E = even(f);
    const O = odd(f);
    // 0 where z was clamped: a large scale would make it more than nothing.
    const a = v128.and(scaledBy2(f64x2.add(E, O), k), f64x2.ne(clamped, least));
    const c = f64x2.add(f64x2.sub(E, O), f64x2.mul(a, splat64(0.5)));
    return f64x2.mul(
      f64x2.splat(Softplus.scale),
      f64x2.add(f64x2.pmax(z, f64x2.splat(Softplus.lift)), inline.always(logarithm(a, c))),
    );
  }
}

/** One kernel for softplus and logSigmoid. */
export function scaledSoftplus(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  rate: f64,
  scale: f64,
): void {
  Softplus.rate = rate;
  Softplus.scale = scale;
  Softplus.lift = LIFT * abs(rate);
  inline.always(map64<Softplus>(x, bias, dy, times, y, n));
}

/**
 * Beyond 2^300 softplus(x) is max(0, x) (below 0 min(0, x)) for every float32 x, and below 2^-300 it is infinite: there beta x, or 1 / beta, would
 * overflow.
 */
function bounded300(beta: f64): f64 {
  return copysign(min(max(abs(beta), 2.0 ** -300), 2.0 ** 300), beta);
}

/** softplus(x) = ln(1 + e^(beta x)) / beta. */
export function softplus(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, beta: f64): void {
  scaledSoftplus(x, bias, dy, times, y, n, bounded300(beta), 1 / bounded300(beta));
}

/** softplus'(x) = sigmoid(beta x). */
export function softplusGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, beta: f64): void {
  sigmoidAsGrad(x, bias, dy, times, y, n, beta);
}
