import type { GradConfig, KernelBackend, KernelConfig, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { Access, Compute } from './access.js';
import { broadcast, innerOf, isSame, sumTo } from './broadcasting.js';
import { type BackendName, type Connections, isBackendName } from './connections.js';
import type { Replacement } from './replacement.js';
import type { TensorFlow } from './tensorflow.js';

/** Why ours cannot be called with these tensors, if so. */
function obstacleOf(access: Access, x: TensorInfo, alpha: TensorInfo, dy: TensorInfo | undefined): string | undefined {
  for (const tensor of [x, alpha, dy]) {
    if (tensor !== undefined && tensor.dtype !== 'float32') return `tensors of ${tensor.dtype}`;
  }
  const slopes = access.values(alpha);
  for (let i = 0; i < slopes.length; i++) if (!Number.isFinite(slopes[i])) return 'a parameter that is not finite';
  return undefined;
}

/**
 * The warning of a call that stays with TensorFlow.js. Its wasm kernel takes element i's slope from alpha's i-th element, modulo
 * alpha's size, whatever the shapes are, and reads the bits of slopes that are not float32.
 */
function warning(obstacle: string, name: BackendName, x: TensorInfo, alpha: TensorInfo): string {
  const isLast = innerOf(x.shape, alpha.shape) === 1 || alpha.shape.every((n) => n === 1);
  const isWrong = name === 'wasm' && (!isLast || alpha.dtype !== 'float32');
  const consequence =
    "; its prelu on 'wasm' takes every alpha for float32 slopes of the last dimension: this result is wrong";
  return `TensorFlow.js keeps its own kernels for ${obstacle}${isWrong ? consequence : ''}`;
}

/** The replacement of prelu, of the inputs x and alpha, and of its gradients by both. */
export function preluReplacement(
  tf: TensorFlow,
  connections: Connections,
  warnOnce: (message: string) => void,
): Replacement {
  const resultShape = (x: TensorInfo, alpha: TensorInfo) =>
    tf.broadcast_util.assertAndGetBroadcastShape(x.shape, alpha.shape);

  /** The access to these tensors, or undefined, after a warning, where TensorFlow.js runs its own. */
  function prepare(
    name: BackendName,
    backend: KernelBackend,
    x: TensorInfo,
    alpha: TensorInfo,
    dy?: TensorInfo,
  ): Access | undefined {
    const access = connections.access(name, backend);
    if (access === undefined) return undefined;
    const obstacle = obstacleOf(access, x, alpha, dy);
    if (obstacle === undefined) return access;
    warnOnce(warning(obstacle, name, x, alpha));
    return undefined;
  }

  function kernel(name: BackendName, own: KernelConfig): KernelConfig {
    return {
      ...own, // its setup and disposal still serve its own function
      kernelFunc(args) {
        const { x, alpha } = args.inputs as { x: TensorInfo; alpha: TensorInfo };
        const access = prepare(name, args.backend as KernelBackend, x, alpha);
        if (access === undefined) return own.kernelFunc(args);
        const shape = resultShape(x, alpha);
        const inner = isSame(x.shape, shape) ? innerOf(shape, alpha.shape) : undefined;
        const compute: Compute = ({ prelu }, out, array, slopes) => {
          if (out.length === 0) return;
          if (inner !== undefined) prelu(array, { alpha: slopes as Float32Array, inner, out });
          else {
            const full = broadcast(slopes as Float32Array, alpha.shape, shape);
            prelu(broadcast(array, x.shape, shape), { alpha: full, out });
          }
        };
        return access.run(compute, shape, x, alpha);
      },
    };
  }

  function gradient(names: ReadonlySet<BackendName>, own: GradConfig): GradConfig {
    /**
     * The gradient by one input on our backends, where alpha is one slope for each channel of x: `work` of dy, x and alpha,
     * whose own gradients are `next`.
     */
    const part =
      (
        input: 'x' | 'alpha',
        work: (access: Access, inner: number, dy: Tensor, x: Tensor, alpha: Tensor) => TensorInfo,
        next: (above: Tensor, dy: Tensor, x: Tensor, alpha: Tensor) => Tensor[],
      ) =>
      (dy: Tensor, x: Tensor, alpha: Tensor): Tensor => {
        const name = tf.getBackend();
        const access = isBackendName(name) && names.has(name) ? prepare(name, tf.backend(), x, alpha, dy) : undefined;
        if (access === undefined) return own.gradFunc(dy, [x, alpha], {})[input]();
        if (x.size === 0) return tf.zerosLike(input === 'x' ? x : alpha);
        const op = tf.customGrad((...args) => {
          const [dy, x, alpha, save] = args as [Tensor, Tensor, Tensor, (tensors: Tensor[]) => void];
          save([dy, x, alpha]);
          const inner = innerOf(x.shape, alpha.shape) as number;
          return {
            value: tf.engine().makeTensorFromTensorInfo(work(access, inner, dy, x, alpha)),
            gradFunc: (above: Tensor, [dy, x, alpha]: Tensor[]) => next(above, dy, x, alpha),
          };
        });
        return op(dy, x, alpha);
      };

    /** x > 0 ? dy : dy alpha. */
    const byX = part(
      'x',
      (access, inner, dy, x, alpha) =>
        access.run(
          ({ prelu }, out, array, above, slopes) =>
            prelu.grad(array, { alpha: slopes as Float32Array, inner, dy: above, out, kink: 'left' }),
          x.shape,
          x,
          dy,
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
      (access, inner, dy, x, alpha) =>
        access.run(
          ({ prelu }, out, array, above) =>
            prelu.gradAlpha(array, { channels: out.length, inner, dy: above as Float32Array, out }),
          alpha.shape,
          x,
          dy,
        ),
      (above, dy, x, alpha) => [
        tf.mul(above, tf.minimum(x, 0)),
        tf.mul(tf.mul(above, dy), tf.sub(1, tf.step(x))),
        tf.zerosLike(alpha),
      ],
    );

    const broadcastTo = (tensor: Tensor, shape: number[]) =>
      isSame(tensor.shape, shape) ? tensor : tf.broadcastTo(tensor, shape as [number]);

    return {
      kernelName: own.kernelName,
      inputsToSave: ['x', 'alpha'],
      gradFunc(dy, [x, alpha]) {
        const upper = dy as Tensor;
        const shape = resultShape(x, alpha);
        const full = broadcastTo(x, shape);
        const slopes = innerOf(shape, alpha.shape) === undefined ? broadcastTo(alpha, shape) : alpha;
        return {
          x: () => sumTo(tf, byX(upper, full, slopes), x.shape),
          alpha: () => sumTo(tf, byAlpha(upper, full, slopes), alpha.shape),
        };
      },
    };
  }

  return { kernel, gradient };
}
