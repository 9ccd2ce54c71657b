/** x / 2, by SIMD, to ask an environment whether it has that, and whether it flushes subnormal numbers to zero. */
export function half(x: f32): f32 {
  return f32x4.extract_lane(f32x4.mul(f32x4.splat(x), f32x4.splat(0.5)), 0);
}
