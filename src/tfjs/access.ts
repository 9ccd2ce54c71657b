import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import type * as ops from '../functions/index.js';

export type Compute = (
  out: Float32Array,
  x: Float32Array,
  dy: Float32Array | undefined,
  alpha: Float32Array | undefined,
) => void;

/** The elements of a backend's float32 tensors, as arrays that our functions work on. */
export interface Reach {
  /** Our functions, where they run on those arrays in place. */
  readonly activations: typeof ops;
  /** What keeps `tensor` from being worked on, if anything does. */
  obstacle(tensor: TensorInfo): string | undefined;
  /** A tensor's elements, to be read before another tensor is made. */
  values(tensor: TensorInfo): Float32Array;
  /** A new tensor, of `shape` or else x's, that `compute` fills from x, and from dy and alpha where there are such. */
  run(
    x: TensorInfo,
    dy: TensorInfo | undefined,
    compute: Compute,
    alpha?: TensorInfo | undefined,
    shape?: number[],
  ): TensorInfo;
}

export function sizeOf({ shape }: { readonly shape: readonly number[] }): number {
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
 * Shows that `reach` reads and writes where the backend itself does: a tensor written by the backend's public method
 * is what arrives here, and what is written here is what its public method reads. Throws an error that says what is
 * otherwise. Nothing is written before the reading was right, since the address might be anything.
 */
export function prove(reach: Reach, backend: KernelBackend): void {
  const shape = [KNOWN.length];
  const dataId = backend.write(Float32Array.from(KNOWN), shape, 'float32');
  try {
    const output = reach.run({ dataId, shape, dtype: 'float32' }, undefined, (out, x) => {
      if (!same(x, KNOWN)) throw new Error('a tensor is not where it says it is');
      out.set(ANSWER);
    });
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
