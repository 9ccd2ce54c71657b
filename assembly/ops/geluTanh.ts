import { splat32, splat64 } from "../math/constant";
import { map64, mapPairs64 } from "../loops/float64";
import { LOG2_E, withSign } from "../math/exponential";
import { gated, gateGrad } from "../math/gate";

// z = 2 sqrt(2 / pi) (x + 0.044715 x^3) = x (LINEAR + CUBIC x^2).
const LINEAR: f64 = 1.5957691216057307117597842397375;
const CUBIC: f64 = 0.07135481627260024877;

/** Beyond it the sigmoid of z is rounded to 0 or 1. */
const MOST: f64 = 20;

/** geluTanh(x) = x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2 = x sigmoid(z). */
@unmanaged
class GeluTanh {
  @inline
  clamped(x: v128): v128 {
    return f32x4.pmax(x, splat32(-(<f32>MOST)));
  }
  @inline
  f(x: v128): v128 {
    const v = f64x2.pmin(x, splat64(MOST));
    const cubic = f64x2.mul(f64x2.mul(v, v), splat64(-LOG2_E * CUBIC));
    const u = f64x2.mul(v, f64x2.add(splat64(-LOG2_E * LINEAR), cubic));
    return inline.always(gated(x, u));
  }
  @inline
  completed(y: v128, x: v128): v128 {
    return withSign(y, x);
  }
}

/** geluTanh'(x): x z' = x (LINEAR + 3 CUBIC x^2). */
@unmanaged
class GeluTanhGrad {
  @inline
  f(x: v128): v128 {
    const cubic = f64x2.mul(f64x2.mul(x, x), splat64(CUBIC));
    const linear = splat64(LINEAR);
    const z = f64x2.mul(x, f64x2.add(linear, cubic));
    const q = f64x2.mul(x, f64x2.add(linear, f64x2.mul(cubic, splat64(3))));
    return inline.always(
      gateGrad(
        f64x2.mul(z, splat64(-LOG2_E)),
        q,
        0,
        189156.7243974976,
        10097.574668580544,
        43.302812622602374,
        65556.72510004035,
        874.8088595954553,
      ),
    );
  }
}

export function geluTanh(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map64<GeluTanh>(x, bias, dy, times, y, n));
}

export function geluTanhGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(mapPairs64<GeluTanhGrad>(x, bias, dy, times, y, n));
}
