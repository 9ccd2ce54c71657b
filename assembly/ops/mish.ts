import { splat32, splat64 } from "../math/constant";
import { map64, mapPairs64 } from "../loops/float64";
import { evenOf, LOG2_E, nearest, oddOf, rest, scaledBy2 } from "../math/exponential";

/** From here on mish(x) is x. */
const MOST: f64 = 64;
/** Up to here mish(x) is rounded to -0, and mish'(x) too. */
const LEAST: f64 = -300;

/** The float64 above LOG2_E: mish misrounds nothing with it and its own coefficients (`tools/fit/fit.py search`). */
const LOG2_E_ABOVE: f64 = 1.4426950408889636;

/** mish(x) = x tanh(ln(1 + e^x)) = x w / (w + 2 b^2), with e^x = a / b and w = a (a + 2 b). */
@unmanaged
class Mish {
  @inline
  clamped(x: v128): v128 {
    return f32x4.pmax(x, splat32(<f32>LEAST));
  }
  @inline
  f(x: v128): v128 {
    const z = f64x2.pmin(x, splat64(MOST));
    const u = f64x2.mul(z, splat64(LOG2_E_ABOVE));
    const k = nearest(u);
    const f = rest(u, k);
    const E = evenOf(f, 189156.72439732772, 10097.57466858818, 43.302812623598385);
    const O = oddOf(f, 65556.725099982024, 874.8088595976899);
    const a = scaledBy2(f64x2.add(E, O), k);
    const b = f64x2.sub(E, O);
    const sum = f64x2.add(a, b);
    const w = f64x2.mul(a, f64x2.add(sum, b));
    return f64x2.div(f64x2.mul(x, w), f64x2.add(f64x2.mul(sum, sum), f64x2.mul(b, b)));
  }
}

/**
 * mish'(x) = a (b^2 (4 (1 + x) b + (4 x + 6) a) + a^2 (4 b + a)) / (w + 2 b^2)^2: the quotient rule, sorted by powers of a.
 */
@unmanaged
class MishGrad {
  @inline
  f(x: v128): v128 {
    const clamped = f64x2.pmin(f64x2.pmax(x, splat64(LEAST)), splat64(MOST));
    const u = f64x2.mul(clamped, splat64(LOG2_E));
    const k = nearest(u);
    const f = rest(u, k);
    const E = evenOf(f, 189156.72439749146, 10097.57466857717, 43.30281262272938);
    const O = oddOf(f, 65556.72510003831, 874.8088595956468);
    const a = scaledBy2(f64x2.add(E, O), k);
    const b = f64x2.sub(E, O);
    const b2 = f64x2.mul(b, b);
    const four = splat64(4);
    const x4 = f64x2.mul(clamped, four);
    const low = f64x2.add(f64x2.mul(f64x2.add(x4, four), b), f64x2.mul(f64x2.add(x4, splat64(6)), a));
    const high = f64x2.add(f64x2.mul(four, b), a);
    const numerator = f64x2.mul(a, f64x2.add(f64x2.mul(b2, low), f64x2.mul(f64x2.mul(a, a), high)));
    const root = f64x2.add(f64x2.mul(a, f64x2.add(a, f64x2.add(b, b))), f64x2.add(b2, b2));
    return f64x2.div(numerator, f64x2.mul(root, root));
  }
}

export function mish(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map64<Mish>(x, bias, dy, times, y, n));
}

export function mishGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(mapPairs64<MishGrad>(x, bias, dy, times, y, n));
}
