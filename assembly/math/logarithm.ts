import { splat64 } from "./constant";

/** B - w A: a factor of the logarithm's fraction. */
function factor(A: v128, B: v128, w: f64): v128 {
  return f64x2.sub(B, f64x2.mul(A, splat64(w)));
}

/**
 * ln(1 + a / b), for 0 <= a <= b and c = b + a / 2.
 *
 * With A = a^2 and B = c^2 it is a c times a quotient of polynomials in A and B, of degrees 3 and 4, in factors: one division in
 * all. `tools/fit/fit.py logarithm` has the coefficients: a relative error of 2^-53. They are moved by up to three units
 * in the last place, to values with which softplus misrounds no float32 (`fit.py search`).
 */
export function logarithm(a: v128, c: v128): v128 {
  const A = f64x2.mul(a, a);
  const B = f64x2.mul(c, c);
  const numerator = f64x2.mul(
    f64x2.mul(a, c),
    f64x2.mul(
      factor(A, B, 0.2190102051122645),
      f64x2.mul(factor(A, B, 0.13207948580597234), factor(A, B, 0.039667152104284606)),
    ),
  );
  const denominator = f64x2.mul(
    f64x2.mul(factor(A, B, 0.23151713630842696), factor(A, B, 0.16186355814114303)),
    f64x2.mul(factor(A, B, 0.07183880781017452), factor(A, B, 0.008870674096117376)),
  );
  return f64x2.div(numerator, denominator);
}

/** ln(1 + s), s >= 0: with 1 + s = 2^k (1 + a), it is k ln 2 + ln(1 + a). Where s < 1, a is s itself. */
export function log1p(s: f64): f64 {
  let k: f64 = 0;
  let a = s;
  if (s >= 1) {
    const sum = s + 1;
    const exponent = (reinterpret<u64>(sum) >> 52) - 1023;
    k = <f64>exponent;
    a = sum * reinterpret<f64>((1023 - exponent) << 52) - 1;
  }
  const log = inline.always(logarithm(f64x2.splat(a), f64x2.splat(1 + a * 0.5)));
  return k * 0.6931471805599453 + f64x2.extract_lane(log, 0);
}
