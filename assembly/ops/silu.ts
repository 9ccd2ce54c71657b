import { map64, mapPairs64 } from "../loops/float64";
import { splat64 } from "../math/constant";
import { LOG2_E, withSign } from "../math/exponential";
import { gated, gateGrad } from "../math/gate";

/** silu(x) = x sigmoid(beta x) = x b / (a + b), with u = beta x -log2(e). Below `least` silu rounds to -0. */
@unmanaged
class Silu {
  static rate: f64;
  static least: f32;

  @inline
  clamped(x: v128): v128 {
    return f32x4.pmax(x, f32x4.splat(Silu.least));
  }
  @inline
  f(x: v128): v128 {
    return inline.always(gated(x, f64x2.pmax(f64x2.mul(x, f64x2.splat(Silu.rate)), splat64(-1000))));
  }
  @inline
  completed(y: v128, x: v128): v128 {
    return withSign(y, x);
  }
}

/** silu'(x), with z = beta x, which is x z' too. */
@unmanaged
class SiluGrad {
  static beta: f64;

  @inline
  f(x: v128): v128 {
    const z = f64x2.mul(x, f64x2.splat(SiluGrad.beta));
    return inline.always(gateGrad(f64x2.mul(z, splat64(-LOG2_E)), z));
  }
}

export function silu(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, beta: f64): void {
  Silu.rate = -LOG2_E * beta;
  Silu.least = <f32>max(-690 / beta, -(<f64>f32.MAX_VALUE));
  inline.always(map64<Silu>(x, bias, dy, times, y, n));
}

export function siluGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, beta: f64): void {
  SiluGrad.beta = beta;
  inline.always(mapPairs64<SiluGrad>(x, bias, dy, times, y, n));
}
