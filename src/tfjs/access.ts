import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import type * as ops from '../functions/index.js';

/** Fills `out` from the arrays of up to four tensors. */
export type Compute = (
  activations: typeof ops,
  out: Float32Array,
  x: Float32Array,
  second: Float32Array | undefined,
  third: Float32Array | undefined,
  fourth: Float32Array | undefined,
) => void;

/** The elements of a backend's float32 tensors, as arrays that our functions work on. */
export interface Access {
  /** Our functions, where they run on those arrays in place. */
  readonly activations: typeof ops;
  /** A tensor's elements, to be read before another tensor is made. */
  values(tensor: TensorInfo): Float32Array;
  /** A new tensor of this shape, which `compute` fills from x and up to three more. */
  run(
    compute: Compute,
    shape: number[],
    x: TensorInfo,
    second?: TensorInfo | undefined,
    third?: TensorInfo | undefined,
    fourth?: TensorInfo | undefined,
  ): TensorInfo;
}

export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i];
  return size;
}

/** float32 values that are not in memory by chance. */
const KNOWN = [1.5, -2.25, 2 ** -149, -(2 ** 127), 4097, -0.375, 2 ** 64, -31];
const ANSWER = KNOWN.map((value) => -value);

function same(array: ArrayLike<number>, values: readonly number[]): boolean {
  return array.length === values.length && values.every((value, i) => array[i] === value);
}

/**
 * Shows that `access` reads and writes where the backend itself does: a tensor written by the backend's public method
 * is what arrives here, and what is written here is what its public method reads. Throws an error that says what is
 * otherwise. Nothing is written before the reading was right, since the address might be anything.
 */
export function prove(access: Access, backend: KernelBackend): void {
  const shape = [KNOWN.length];
  const dataId = backend.write(Float32Array.from(KNOWN), shape, 'float32');
  const check = (_: typeof ops, out: Float32Array, x: Float32Array) => {
    if (!same(x, KNOWN)) throw new Error('a tensor is not where it says it is');
    out.set(ANSWER);
  };
  try {
    const output = access.run(check, shape, { dataId, shape, dtype: 'float32' });
    try {
      if (output.dtype !== 'float32' || !same(backend.readSync(output.dataId) as Float32Array, ANSWER)) {
        throw new Error('a tensor that was written to does not hold what was written');
      }
    } finally {
      backend.disposeData(output.dataId);
    }
  } finally {
    backend.disposeData(dataId);
  }
}
