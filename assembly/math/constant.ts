/**
 * Constants that stay in a register through a loop.
 *
 * A plain one would not: Binaryen folds it back into the loop, and V8 builds it anew at each use (mov, vmovq, vpunpcklqdq;
 * seen with `node --print-wasm-code`). So `unknownZero` is subtracted, of which neither compiler knows that it is 0.
 * An op writes its constants where it needs them, and Binaryen moves them out of the loop (`runPasses` in asconfig.json).
 * The same holds for an op's parameters, which are static fields of its class and so globals of the module.
 * Binaryen moves only what every turn computes for certain: so loops are `do` loops, what is called in them has no early `return`,
 * and no constant stands inside an `if`.
 * V8 moves constants too in Node 20 and 22, but not in 24 and 26, where gradients that had theirs inside took 1.5 to 1.9
 * times as long. test/build/binary.test.ts and test/build/machine-code.test.ts fail where one stays inside.
 */

/** 0. The module exports it as a mutable global, so that every compiler has to expect another number. */
export let unknownZero: f64 = 0;

/** `value` as float32 in all four lanes. */
export function splat32(value: f32): v128 {
  return f32x4.splat(value - <f32>unknownZero); // -0 - 0 is -0
}

/** `value` as float64 in both lanes. */
export function splat64(value: f64): v128 {
  return f64x2.splat(value - unknownZero);
}

/** |x| of float32. f32x4.abs is one instruction, for which V8 builds a mask anew at each use. */
export function abs32(x: v128): v128 {
  return v128.andnot(x, splat32(-0.0));
}

/** |x| of float64. */
export function abs64(x: v128): v128 {
  return v128.andnot(x, splat64(-0.0));
}
