/**
 * `value` in all lanes, kept in a register through the loop.
 *
 * A plain constant would not be: Binaryen folds it back into the loop, and V8 builds it anew at each use (mov, vmovq,
 * vpunpcklqdq; seen with `node --print-wasm-code`). `n >> 31` is always 0, since 4 GiB hold 2^30 floats, but neither
 * compiler knows that.
 */
export function constant(value: f32, n: usize): v128 {
  return i32x4.splat(reinterpret<i32>(value) | <i32>(<u32>n >> 31));
}

/** The same for float64, in both lanes. */
export function constant64(value: f64, n: usize): v128 {
  return i64x2.splat(reinterpret<i64>(value) | <i64>(<u64>(<u32>n >> 31)));
}
