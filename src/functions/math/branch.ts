// Indices into tables of slopes, in place of an `if`: signs are unpredictable, so that a branch on them is mispredicted for
// every second element. Measured with `npm run bench -- --only grad`. Math.min and Math.max branch too (V8 11).

/** Which branch of a two-branch function x is on: 1 from `edge` on, 2 below it, 0 for NaN. */
export function branch(x: number, edge: number): 0 | 1 | 2 {
  return (+(x >= edge) + 2 * +(x < edge)) as 0 | 1 | 2;
}

/** Which of three: 1 below `lower`, 2 from there on, 3 from `upper` on, 0 for NaN. */
export function branchOf3(x: number, lower: number, upper: number): 0 | 1 | 2 | 3 {
  return (+(x < lower) + 2 * +(x >= lower) + +(x >= upper)) as 0 | 1 | 2 | 3;
}

/** All bits where `condition`, else none: to select among the bits of floats. */
export function mask(condition: boolean): number {
  return -condition;
}

/** A table for `branch` or `branchOf3`: the slope of each branch, NaN for NaN. */
export function slopeTable(...slopes: readonly number[]): Float64Array {
  return Float64Array.of(Number.NaN, ...slopes);
}

/** The bits of a float32. */
export function bitsOf(value: number): number {
  return new Int32Array(Float32Array.of(value).buffer)[0];
}
