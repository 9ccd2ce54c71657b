import { splat32 } from "../math/constant";
import { map, mapGradCompact } from "../loops/float32";

/** max(0, x). NaN gives NaN, -0 gives +0. */
function positivePart(x: v128, zero: f64): v128 {
  return v128.andnot(x, f32x4.le(x, splat32(0, zero)));
}

/** squaredRelu(x) = max(0, x)^2. */
@unmanaged
class SquaredRelu {
  @inline
  f(x: v128, zero: f64, _a: f32, _b: f32, _c: f32): v128 {
    const root = positivePart(x, zero);
    return f32x4.mul(root, root);
  }
}

/** squaredRelu'(x) = 2 max(0, x), which is exact, and dy times that. */
@unmanaged
class SquaredReluGrad {
  @inline
  fDy(x: v128, dy: v128, zero: f64, _a: f32, _b: f32, _c: f32): v128 {
    const root = positivePart(x, zero);
    return f32x4.mul(dy, f32x4.add(root, root));
  }
}

export function squaredRelu(x: usize, y: usize, n: usize): void {
  inline.always(map<SquaredRelu>(x, y, n));
}

export function squaredReluGrad(x: usize, dy: usize, y: usize, n: usize): void {
  inline.always(mapGradCompact<SquaredReluGrad>(x, dy, y, n));
}
