import { abs64, splat64 } from "../math/constant";
import { mapPairs64 } from "../loops/float64";
import { bounded, even, LOG2_E, nearest, odd, rest, scaledBy2 } from "../math/exponential";

/** From here on tanh(x) is 1 in float64. */
const MOST: f64 = 32;

/** c0 + c1 w + c2 w^2 + c3 w^3. */
function cubic(w: v128, c0: f64, c1: f64, c2: f64, c3: f64): v128 {
  const tail = f64x2.add(splat64(c2), f64x2.mul(w, splat64(c3)));
  return f64x2.add(splat64(c0), f64x2.mul(w, f64x2.add(splat64(c1), f64x2.mul(w, tail))));
}

/**
 * tanhShrink(x) = x - N / D with tanh(x) = N / D as in tanh.ts: (x D - N) / D, one division. Below 1, where that cancels, it is
 * x^3 P(x^2) / Q(x^2); `tools/fit/fit.py tanhShrink` has the coefficients, with a relative error of 2^-57.
 *
 * Near 0 it is x^3/3 - 2 x^5/15, and from 40 on x - 1 + 2 e^-2x: where the first part lies in the middle between two float32 numbers,
 * the second decides, which float64 does not hold. So P(0) is a little less than 1/3, and x D a little more than itself. The coefficients
 * are moved by some units in the last place from the fitted ones, to such as misround none of the inputs that are hardest to round.
 */
@unmanaged
class TanhShrink {
  @inline
  f(x: v128): v128 {
    const u = f64x2.mul(bounded(x, MOST), splat64(2 * LOG2_E));
    const k = nearest(u);
    const f = rest(u, k);
    const E = even(f);
    const O = odd(f);
    const sum = f64x2.add(E, O);
    const less = f64x2.sub(sum, scaledBy2(sum, k));
    const N = f64x2.sub(f64x2.add(O, O), less);
    const D = f64x2.sub(f64x2.add(E, E), less);
    const w = f64x2.mul(x, x);
    const P = cubic(w, 0.33333333333333326, 0.021395706978600194, 0.00024261047663414457, 1.7003508995021872e-8);
    const Q = cubic(w, 1, 0.4641871209357885, 0.024497917899567616, 0.0002535784839962805);
    const isSmall = f64x2.lt(abs64(x), splat64(1));
    const large = f64x2.sub(f64x2.mul(f64x2.mul(x, splat64(1 + 2.0 ** -51)), D), N);
    const numerator = v128.bitselect(f64x2.mul(f64x2.mul(x, P), w), large, isSmall);
    return f64x2.div(numerator, v128.bitselect(Q, D, isSmall));
  }
}

/**
 * tanhShrink'(x) = tanh(x)^2. Near 0 it is x^2 - 2 x^4/3, and x^2 may be a tie: there N / D, with these coefficients, is 3 * 2^-53 of
 * itself below x.
 */
@unmanaged
class TanhShrinkGrad {
  @inline
  f(x: v128): v128 {
    const u = f64x2.mul(bounded(x, MOST), splat64(2 * LOG2_E));
    const k = nearest(u);
    const f = rest(u, k);
    const E = even(f);
    const O = odd(f);
    const sum = f64x2.add(E, O);
    const less = f64x2.sub(sum, scaledBy2(sum, k));
    const N = f64x2.sub(f64x2.add(O, O), less);
    const D = f64x2.sub(f64x2.add(E, E), less);
    return f64x2.div(f64x2.mul(N, N), f64x2.mul(D, D));
  }
}

export function tanhShrink(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(mapPairs64<TanhShrink>(x, bias, dy, times, y, n));
}

export function tanhShrinkGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(mapPairs64<TanhShrinkGrad>(x, bias, dy, times, y, n));
}
