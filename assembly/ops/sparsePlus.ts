import { splat32, splat64 } from "../math/constant";
import { map } from "../loops/float32";
import { map64 } from "../loops/float64";
import { bounded32 } from "../math/exponential";

/** sparsePlus(x) = (x + 1)^2 / 4 of an x between -1 and 1; above that x itself. */
@unmanaged
class SparsePlus {
  @inline
  clamped(x: v128): v128 {
    return bounded32(x, 1);
  }
  @inline
  f(x: v128): v128 {
    const root = f64x2.add(x, splat64(1));
    return f64x2.mul(root, f64x2.mul(root, splat64(0.25)));
  }
  @inline
  completed(y: v128, x: v128): v128 {
    return v128.bitselect(x, y, f32x4.ge(x, splat32(1)));
  }
}

/** sparsePlus'(x) = (x + 1) / 2 of the same. The float32 sum is rounded once, and halving it is exact. */
@unmanaged
class SparsePlusGrad {
  @inline
  f(x: v128): v128 {
    return f32x4.mul(f32x4.add(bounded32(x, 1), splat32(1)), splat32(0.5));
  }
  @inline
  fDy(x: v128, dy: v128): v128 {
    return f32x4.mul(dy, this.f(x));
  }
}

export function sparsePlus(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map64<SparsePlus>(x, bias, dy, times, y, n));
}

export function sparsePlusGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map<SparsePlusGrad>(x, bias, dy, times, y, n));
}
