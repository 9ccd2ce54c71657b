import type { Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from './tensorflow.js';

/**
 * How many elements in a row share a slope, where alpha, broadcast to x's shape, is one slope for each channel, in turn;
 * undefined where it is something else. From the right: dimensions of 1 are within a channel, then x's own are the channels, and
 * what is left has to be 1 or missing. A single slope is that of all elements, which is faster than that of one at a time.
 */
export function innerOf(x: readonly number[], alpha: readonly number[]): number | undefined {
  const offset = x.length - alpha.length;
  if (offset < 0) return undefined; // the result has more dimensions than x
  let i = alpha.length - 1;
  let inner = 1;
  for (; i >= 0 && alpha[i] === 1; i--) inner *= x[i + offset];
  if (i < 0) return x.reduce((size, n) => size * n, 1) || 1;
  for (; i >= 0 && alpha[i] === x[i + offset]; i--);
  for (; i >= 0 && alpha[i] === 1; i--);
  return i < 0 ? inner : undefined;
}

/** An array of `shape` as the elements of `result`, the shape that it is broadcast to. */
export function broadcast(array: Float32Array, shape: readonly number[], result: readonly number[]): Float32Array {
  const offset = result.length - shape.length;
  let from = array;
  // From the last dimension on, each step repeats one dimension of the array that the steps before made.
  let size = 1;
  for (let i = result.length - 1; i >= 0; i--) {
    const n = result[i];
    const own = i < offset ? 1 : shape[i - offset];
    if (own !== n) {
      const blocks = from.length / size;
      const to = new Float32Array(blocks * n * size);
      for (let block = 0; block < blocks; block++) {
        const repeated = from.subarray(block * size, (block + 1) * size);
        for (let j = 0; j < n; j++) to.set(repeated, (block * n + j) * size);
      }
      from = to;
    }
    size *= n;
  }
  return from;
}

export const isSame = (one: readonly number[], other: readonly number[]): boolean => one.join() === other.join();

/** The sum over the elements that one element of a tensor of `shape` was broadcast to. */
export function sumTo(tf: TensorFlow, tensor: Tensor, shape: number[]): Tensor {
  if (isSame(tensor.shape, shape)) return tensor;
  const axes = tf.broadcast_util.getReductionAxes(shape, tensor.shape);
  return tf.reshape(tf.sum(tensor, axes), shape as [number]);
}
