import type { Tensor } from '@tensorflow/tfjs-core';
import { innerOf, sumTo } from './broadcasting.js';
import { accessTo, type BackendName } from './connections.js';
import { type Around, kernelOf, type TensorKernels, type UnaryName } from './kernels.js';
import type { Parameters } from './operations.js';
import type { TensorFlow } from './tensorflow.js';

type Maybe = Tensor | undefined;

/** The `inner` that fits both tensors, which x has with its channels; undefined where there is none. */
function commonInner(x: Tensor, tensors: readonly Maybe[]): number | undefined {
  let common: number | undefined;
  for (const tensor of tensors) {
    if (tensor === undefined || tensor.size === x.size) continue; // `inner` does not count for a tensor of x's size
    const inner = innerOf(x.shape, tensor.shape);
    if (inner === undefined || (common ?? inner) !== inner) return undefined;
    common = inner;
  }
  return common ?? 1;
}

/** The saved ones in place of bias and times, where there are such. */
function taken(saved: readonly Tensor[], bias: Maybe, times: Maybe): { bias: Maybe; times: Maybe } {
  return { bias: bias && saved[0], times: times && saved[saved.length - 1] };
}

/** f(x + bias) * times, in one kernel where bias and times are numbers for the same channels, else in separate steps. */
export function surrounded(
  tf: TensorFlow,
  ours: TensorKernels,
  fn: UnaryName,
  givenX: Tensor,
  givenBias: Maybe,
  givenTimes: Maybe,
  parameters: Parameters,
): Tensor {
  const kernel = kernelOf(fn);
  const isThere = (tensor: Maybe) => tensor !== undefined;
  const plus = (x: Tensor, bias: Maybe) => (bias === undefined ? x : tf.add(x, bias));
  const product = (y: Tensor, times: Maybe) => (times === undefined ? y : tf.mul(y, times));
  /** By bias: a tensor of its own, since TensorFlow.js disposes of the gradient by x where it adds another one. */
  const byBias = (byX: Tensor, bias: Tensor) => sumTo(tf, tf.clone(byX), bias.shape);
  const inner = commonInner(givenX, [givenBias, givenTimes]);
  if (inner === undefined || givenX.size === 0) {
    return tf.tidy(() => product(ours.forward(fn, plus(givenX, givenBias), parameters), givenTimes));
  }

  /** A tensor that a kernel made of what surrounds it. */
  const run = (x: Tensor, bias: Maybe, times: Maybe, dy?: Tensor) => {
    const access = accessTo(tf.getBackend() as BackendName, tf.backend());
    const around: Around = { bias, times, inner };
    return tf
      .engine()
      .makeTensorFromTensorInfo(
        dy === undefined
          ? kernel.forward(access, x, parameters, around)
          : kernel.gradient(access, x, dy, parameters, around),
      );
  };

  /** dy times f'(x + bias) * times. */
  function gradient(dy: Tensor, x: Tensor, givenBias: Maybe, givenTimes: Maybe): Tensor {
    const inputs = [dy, x, givenBias, givenTimes].filter(isThere) as Tensor[];
    const op = tf.customGrad((...args) => {
      const save = args[inputs.length] as unknown as (tensors: Tensor[]) => void;
      save(inputs);
      return {
        value: run(x, givenBias, givenTimes, dy),
        gradFunc(above: Tensor, saved: Tensor[]) {
          const [dy, x, ...rest] = saved;
          const { bias, times } = taken(rest, givenBias, givenTimes);
          const byX = ours.gradientByX(fn, above, plus(x, bias), product(dy, times), parameters);
          const gradients = [gradient(above, x, bias, times), byX];
          if (bias !== undefined) gradients.push(byBias(byX, bias));
          if (times !== undefined) {
            gradients.push(sumTo(tf, gradient(tf.mul(above, dy), x, bias, undefined), times.shape));
          }
          return gradients;
        },
      };
    });
    return op(...inputs);
  }

  const inputs = [givenX, givenBias, givenTimes].filter(isThere) as Tensor[];
  const op = tf.customGrad((...args) => {
    const save = args[inputs.length] as unknown as (tensors: Tensor[]) => void;
    save(inputs);
    return {
      value: run(givenX, givenBias, givenTimes),
      gradFunc: (above: Tensor, saved: Tensor[]) => {
        const [x, ...rest] = saved;
        const { bias, times } = taken(rest, givenBias, givenTimes);
        const byX = gradient(above, x, bias, times);
        const gradients = [byX];
        if (bias !== undefined) gradients.push(byBias(byX, bias));
        if (times !== undefined) {
          gradients.push(sumTo(tf, surrounded(tf, ours, fn, x, bias, above, parameters), times.shape));
        }
        return gradients;
      },
    };
  });
  return op(...inputs);
}
