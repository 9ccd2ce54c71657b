import { splat32 } from "../math/constant";
import { map } from "../loops/float32";

/** max(0, x). NaN gives NaN, -0 gives +0. */
function positivePart(x: v128): v128 {
  return v128.andnot(x, f32x4.le(x, splat32(0)));
}

/** squaredRelu(x) = max(0, x)^2. */
@unmanaged
class SquaredRelu {
  @inline
  f(x: v128): v128 {
    const root = positivePart(x);
    return f32x4.mul(root, root);
  }
}

/** squaredRelu'(x) = 2 max(0, x), which is exact, and dy times that. */
@unmanaged
class SquaredReluGrad {
  @inline
  f(x: v128): v128 {
    const root = positivePart(x);
    return f32x4.add(root, root);
  }
  @inline
  fDy(x: v128, dy: v128): v128 {
    return f32x4.mul(dy, this.f(x));
  }
}

export function squaredRelu(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map<SquaredRelu>(x, bias, dy, times, y, n));
}

export function squaredReluGrad(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize): void {
  inline.always(map<SquaredReluGrad>(x, bias, dy, times, y, n));
}
