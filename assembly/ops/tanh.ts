import { splat64 } from "../math/constant";
import { map64 } from "../loops/float64";
import { bounded32, even, LOG2_E, nearest, odd, rest, scaledBy2 } from "../math/exponential";
import { scaledSigmoidGrad } from "./sigmoid";

/** From here on tanh(x) is rounded to 1. */
const MOST: f32 = 32;

/**
 * tanh(x) = (e^2x - 1) / (e^2x + 1), with h = 2^k and e^2x = h (E + O) / (E - O), as
 * (2 O - (1 - h) (E + O)) / (2 E - (1 - h) (E + O)): nothing cancels, and -0 stays -0.
 */
@unmanaged
class Tanh {
  @inline
  clamped(x: v128): v128 {
    return bounded32(x, MOST);
  }
  @inline
  f(x: v128): v128 {
    const u = f64x2.mul(x, splat64(2 * LOG2_E));
    const k = nearest(u);
    const f = rest(u, k);
    const E = even(f);
    const O = odd(f);
    const sum = f64x2.add(E, O);
    const less = f64x2.sub(sum, scaledBy2(sum, k));
    return f64x2.div(f64x2.sub(f64x2.add(O, O), less), f64x2.sub(f64x2.add(E, E), less));
  }
}

export function tanh(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map64<Tanh>(x, bias, dy, times, y, n));
}

/** tanh'(x) = 4 sigmoid'(2 x). */
export function tanhGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  scaledSigmoidGrad(x, bias, dy, times, y, n, 2, 4);
}
