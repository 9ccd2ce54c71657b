import { splat32 } from "./constant";

/** Gradients of functions whose branches are flat or the identity: they select, and multiply nothing. */

/** 1 where `mask` is set, else +0. NaN gives NaN: all ones. */
export function oneWhere(mask: v128, x: v128): v128 {
  return v128.or(v128.and(mask, splat32(1)), f32x4.ne(x, x));
}

/** dy where `mask` is set, else +0, so that an infinite dy is not multiplied by 0. NaN in either gives NaN. */
export function dyWhere(mask: v128, x: v128, dy: v128): v128 {
  return v128.or(v128.and(dy, mask), v128.or(f32x4.ne(x, x), f32x4.ne(dy, dy)));
}

/** Which float32 slopes are -0. An op of float64 precision gives -0 where its function is flat: no other slope of it is -0. */
export function isMinusZero(slope: v128): v128 {
  return i32x4.eq(slope, splat32(-0.0));
}
