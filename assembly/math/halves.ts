/** Four float32 as two pairs of float64, and back. */

/** The first and the second element as float64. */
export function low(v: v128): v128 {
  return f64x2.promote_low_f32x4(v);
}

/** The third and the fourth element as float64. */
export function high(v: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(v, v, 1, 1));
}

/** Both pairs, rounded to float32. */
export function rounded(low: v128, high: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}
