/**
 * Constants that stay in a register through a loop.
 *
 * A plain one would not: Binaryen folds it back into the loop, and V8 builds it anew at each use (mov, vmovq, vpunpcklqdq;
 * seen with `node --print-wasm-code`). So its bits are combined with a zero of which neither compiler knows that it is 0.
 * An op writes its constants where it needs them: what does not change is moved out of the loop by Binaryen
 * (`runPasses` in asconfig.json), and test/machine-code.test.ts fails where one stays inside.
 */

/** 0, since 4 GiB hold 2^30 floats. */
export function hiddenZero(n: usize): i64 {
  return <i64>(<u32>n >> 31);
}

/** `value` as float32 in all four lanes. */
export function splat32(value: f32, zero: i64): v128 {
  return i32x4.splat(reinterpret<i32>(value) | <i32>zero);
}

/** |x| of float32. f32x4.abs is one instruction, for which V8 builds a mask anew at each use. */
export function abs32(x: v128, zero: i64): v128 {
  return v128.andnot(x, splat32(-0.0, zero));
}

/** |x| of float64. */
export function abs64(x: v128, zero: i64): v128 {
  return v128.andnot(x, splat64(-0.0, zero));
}

/** `value` as float64 in both lanes. */
export function splat64(value: f64, zero: i64): v128 {
  return i64x2.splat(reinterpret<i64>(value) | zero);
}
