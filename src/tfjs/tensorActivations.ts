import type { Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from '../calls/activation.js';
import { options as checkedOptions, floatTensor, known, tensorFlow } from '../calls/arguments.js';
import type * as ops from '../functions/index.js';
import { accessTo, isBackendName } from './connections.js';
import { kernelOf, tensorKernels, type UnaryName, unaryNames } from './kernels.js';
import type { Parameters } from './operations.js';
import { surrounded } from './surrounded.js';
import type { TensorFlow } from './tensorflow.js';

/** What surrounds the function: f(x + bias) * times. */
export interface TensorSurroundings {
  /** Added to x: a tensor whose shape broadcasts to that of x, such as one number for each channel. */
  readonly bias?: Tensor | undefined;
  /** Multiplied with the result: such a tensor too. */
  readonly times?: Tensor | undefined;
}

/** One of our functions on a tensor, of x's shape. */
export type TensorActivation<P = object> = <T extends Tensor>(x: T, options?: P) => T;

/** Each function by its name. `prelu` is missing, since TensorFlow.js has it. */
export type TensorActivations = {
  readonly [Name in UnaryName]: (typeof ops)[Name] extends Activation<infer P, infer _>
    ? TensorActivation<P & TensorSurroundings>
    : TensorActivation;
};

/**
 * Our functions on tensors, for all of which TensorFlow.js has none: `gelu`, `silu`, `hardSwish` and so on. Each takes its
 * parameters, and elementwise ones what surrounds them: `f(x, { bias, times })` is f(x + bias) * times.
 *
 * They are differentiable, by x, bias and times, to any order; at a kink the derivative is the left one, as in TensorFlow.js. They
 * run on its backends `'wasm'` and `'cpu'`, on tensors of float32, whether `accelerate` was called or not.
 *
 * Errors: a TypeError for an x that is no tensor of float32 and for an unknown option, a RangeError for a parameter out of
 * range and for a shape of `bias` or `times` that does not broadcast to x's, an Error on another backend.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import '@tensorflow/tfjs-backend-cpu';
 * import { tensorActivations } from 'wasm-activations/tfjs';
 *
 * const { silu } = tensorActivations(tf);
 * silu(tf.tensor1d([-1, 0, 1])).dataSync(); // → Float32Array [-0.2689414322376251, 0, 0.7310585975646973]
 * ```
 */
export function tensorActivations(tf: TensorFlow): TensorActivations {
  tensorFlow('tensorActivations', tf);
  const ours = tensorKernels(tf);

  function checkBackend(fn: string): void {
    const backend = tf.backend();
    const name = tf.getBackend();
    let reason = "it is neither 'wasm' nor 'cpu'";
    try {
      if (isBackendName(name)) return void accessTo(name, backend);
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
    throw new Error(`${fn}: TensorFlow.js's backend '${name}' has no kernels of ours: ${reason}`);
  }

  function activation(fn: UnaryName) {
    const { isRows, names } = kernelOf(fn);
    const keys = isRows ? known() : known(...names, 'bias', 'times');

    return (x: Tensor, options?: unknown): Tensor => {
      floatTensor(fn, 'x', x);
      const { bias, times, ...given } =
        options === undefined ? ({} as TensorSurroundings) : checkedOptions<TensorSurroundings>(fn, options, keys);
      for (const [name, tensor] of [
        ['bias', bias],
        ['times', times],
      ] as const) {
        if (tensor !== undefined) floatTensor(fn, name, tensor, x.shape);
      }
      checkBackend(fn);
      const parameters = given as Parameters;
      return bias === undefined && times === undefined
        ? ours.forward(fn, x, parameters)
        : surrounded(tf, ours, fn, x, bias, times, parameters);
    };
  }

  return Object.fromEntries(unaryNames.map((fn) => [fn, activation(fn)])) as unknown as TensorActivations;
}
