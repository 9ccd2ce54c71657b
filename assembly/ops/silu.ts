import { map64, mapPairs64 } from "../loops/float64";
import { splat32, splat64 } from "../math/constant";
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

/** The same for a beta so small that `least` is the lowest float32: there x = -Infinity would not give its limit, -0. */
@unmanaged
class SiluOfSmallBeta {
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
    return withSign(v128.and(y, f32x4.ne(x, splat32(-Infinity))), x);
  }
}

/** silu'(x), with z = beta x, which is x z' too. */
@unmanaged
class SiluGrad {
  static beta: f64;

  @inline
  f(x: v128): v128 {
    const z = f64x2.mul(x, f64x2.splat(SiluGrad.beta));
    return inline.always(
      gateGrad(
        f64x2.mul(z, splat64(-LOG2_E)),
        z,
        2.0 ** -34,
        189156.72439750662,
        10097.574668571873,
        43.30281262263361,
        65556.72510004349,
        874.8088595961876,
      ),
    );
  }
}

export function silu(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, beta: f64): void {
  const capped = min(beta, 2.0 ** 300); // from there on silu(x) is 0 or x
  Silu.rate = -LOG2_E * capped;
  Silu.least = <f32>max(-690 / capped, -(<f64>f32.MAX_VALUE));
  if (Silu.least > -(<f32>f32.MAX_VALUE)) inline.always(map64<Silu>(x, bias, dy, times, y, n));
  else inline.always(map64<SiluOfSmallBeta>(x, bias, dy, times, y, n));
}

export function siluGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, beta: f64): void {
  SiluGrad.beta = beta;
  inline.always(mapPairs64<SiluGrad>(x, bias, dy, times, y, n));
}
