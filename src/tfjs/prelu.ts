import type { GradConfig, KernelBackend, KernelConfig, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { type BackendName, type Connections, isBackendName } from './connections.js';
import type { Compute, Reach } from './access.js';
import { innerOf } from './slopes.js';
import type { TensorFlow } from './tensorflow.js';

/** What keeps ours from a call with these slopes, if anything does. */
function obstacleOf(reach: Reach, x: TensorInfo, alpha: TensorInfo, dy: TensorInfo | undefined): string | undefined {
  const obstacle = reach.obstacle(x) ?? reach.obstacle(alpha) ?? (dy && reach.obstacle(dy));
  if (obstacle !== undefined) return obstacle;
  // Also where there is no element, and so no channel.
  if (!innerOf(x.shape, alpha.shape) || alpha.shape.includes(0)) return 'slopes that are not one for each channel';
  const slopes = reach.values(alpha);
  for (let i = 0; i < slopes.length; i++) if (!Number.isFinite(slopes[i])) return 'a parameter that is not finite';
  return undefined;
}

/** What stands in for prelu, of the inputs x and alpha, and for its gradients by both. */
export function preluReplacement(tf: TensorFlow, connections: Connections, warnOnce: (message: string) => void) {
  /** Where these tensors are worked on, or undefined, after a warning, where TensorFlow.js has to do it. */
  function prepare(
    name: BackendName,
    backend: KernelBackend,
    x: TensorInfo,
    alpha: TensorInfo,
    dy?: TensorInfo,
  ): { readonly reach: Reach; readonly inner: number } | undefined {
    const reach = connections.reach(name, backend);
    if (reach === undefined) return undefined;
    const obstacle = obstacleOf(reach, x, alpha, dy);
    if (obstacle === undefined) return { reach, inner: innerOf(x.shape, alpha.shape) as number };
    warnOnce(`TensorFlow.js keeps its own kernels for ${obstacle}`);
    return undefined;
  }

  function kernel(name: BackendName, own: KernelConfig): KernelConfig {
    return {
      ...own, // its setup and disposal still serve its own function
      kernelFunc(args) {
        const { x, alpha } = args.inputs as { x: TensorInfo; alpha: TensorInfo };
        const call = prepare(name, args.backend as KernelBackend, x, alpha);
        if (call === undefined) return own.kernelFunc(args);
        const { reach, inner } = call;
        const compute: Compute = (out, array, _, slopes) =>
          reach.activations.prelu(array, { alpha: slopes as Float32Array, inner, out });
        return reach.run(x, undefined, compute, alpha);
      },
    };
  }

  function gradient(names: ReadonlySet<BackendName>, own: GradConfig): GradConfig {
    /** What the gradient by one input is on our backends: `work` of dy, x and alpha, whose own gradients are `next`. */
    const part =
      (
        input: 'x' | 'alpha',
        work: (reach: Reach, inner: number, dy: Tensor, x: Tensor, alpha: Tensor) => TensorInfo,
        next: (above: Tensor, dy: Tensor, x: Tensor, alpha: Tensor) => Tensor[],
      ) =>
      (dy: Tensor, x: Tensor, alpha: Tensor): Tensor => {
        const name = tf.getBackend();
        const call = isBackendName(name) && names.has(name) ? prepare(name, tf.backend(), x, alpha, dy) : undefined;
        if (call === undefined) return own.gradFunc(dy, [x, alpha], {})[input]();
        const op = tf.customGrad((...args) => {
          const [dy, x, alpha, save] = args as [Tensor, Tensor, Tensor, (tensors: Tensor[]) => void];
          save([dy, x, alpha]);
          return {
            value: tf.engine().makeTensorFromTensorInfo(work(call.reach, call.inner, dy, x, alpha)),
            gradFunc: (above: Tensor, [dy, x, alpha]: Tensor[]) => next(above, dy, x, alpha),
          };
        });
        return op(dy, x, alpha);
      };

    /** x > 0 ? dy : dy alpha. */
    const byX = part(
      'x',
      (reach, inner, dy, x, alpha) =>
        reach.run(
          x,
          dy,
          (out, array, dy, slopes) =>
            reach.activations.prelu.grad(array, { alpha: slopes as Float32Array, inner, dy, out, kink: 'left' }),
          alpha,
        ),
      (above, dy, x, alpha) => [
        byX(above, x, alpha),
        tf.zerosLike(x),
        // For each channel the sum of above dy over x <= 0, where step(x) - 1 is -1.
        tf.neg(byAlpha(tf.mul(above, dy), tf.sub(tf.step(x), 1), alpha)),
      ],
    );

    /** For each channel the sum of dy x over x < 0. */
    const byAlpha = part(
      'alpha',
      (reach, inner, dy, x, alpha) =>
        reach.run(
          x,
          dy,
          (out, array, dy) =>
            reach.activations.prelu.gradAlpha(array, { channels: out.length, inner, dy: dy as Float32Array, out }),
          undefined,
          alpha.shape,
        ),
      (above, dy, x, alpha) => [
        tf.mul(above, tf.minimum(x, 0)),
        tf.mul(tf.mul(above, dy), tf.sub(1, tf.step(x))),
        tf.zerosLike(alpha),
      ],
    );

    return {
      kernelName: own.kernelName,
      inputsToSave: ['x', 'alpha'],
      gradFunc(dy, [x, alpha]) {
        return { x: () => byX(dy as Tensor, x, alpha), alpha: () => byAlpha(dy as Tensor, x, alpha) };
      },
    };
  }

  return { kernel, gradient };
}
