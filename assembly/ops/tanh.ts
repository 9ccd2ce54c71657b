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
  held(x: v128, zero: f64, _a: f64, _b: f64): v128 {
    return bounded32(x, MOST, zero);
  }
  @inline
  f(x: v128, zero: f64, _a: f64, _b: f64, _c: f64, _d: f64): v128 {
    const u = f64x2.mul(x, splat64(2 * LOG2_E, zero));
    const k = nearest(u, zero);
    const f = rest(u, k, zero);
    const E = even(f, zero);
    const O = odd(f, zero);
    const sum = f64x2.add(E, O);
    const less = f64x2.sub(sum, scaledBy2(sum, k));
    return f64x2.div(f64x2.sub(f64x2.add(O, O), less), f64x2.sub(f64x2.add(E, E), less));
  }
}

export function tanh(x: usize, y: usize, n: usize): void {
  inline.always(map64<Tanh>(x, y, n));
}

/** tanh'(x) = 4 sigmoid'(2 x). */
export function tanhGrad(x: usize, dy: usize, y: usize, n: usize): void {
  scaledSigmoidGrad(x, dy, y, n, 2, 4);
}
