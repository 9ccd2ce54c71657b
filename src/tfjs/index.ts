/**
 * These functions in place of TensorFlow.js's own.
 *
 * @module wasm-activations/tfjs
 */
import type { GradConfig, KernelBackend, KernelConfig } from '@tensorflow/tfjs-core';
import { tensorFlow } from '../calls/arguments.js';
import { type AccelerateOptions, chosen } from './choice.js';
import { type BackendName, backendNames, connections } from './connections.js';
import { tensorKernels, type UnaryName } from './kernels.js';
import { replaceClasses, restoreClasses } from './layers.js';
import { classOperations, type KernelOperation, kernelOperations, type Op, type Part } from './operations.js';
import { preluReplacement } from './prelu.js';
import { preparation, savedBy, unaryReplacement } from './replacement.js';
import type { TensorFlow } from './tensorflow.js';

export type { AccelerateOptions } from './choice.js';
export type { BackendName } from './connections.js';
export type { Op, Part } from './operations.js';
export {
  type TensorActivation,
  type TensorActivations,
  type TensorSurroundings,
  tensorActivations,
} from './tensorActivations.js';
export type { TensorFlow } from './tensorflow.js';

/** An operation of TensorFlow.js on one of its backends: what it computes forward, or its gradient. */
export interface Replaceable {
  /** TensorFlow.js's name for its backend. */
  readonly backend: BackendName;
  /** The operation, such as `'leakyRelu'` or `'gelu_new'`. */
  readonly op: Op;
  /** TensorFlow.js's name for its kernel, such as `'LeakyRelu'`, where the operation is one. */
  readonly kernel?: string;
  /** The class of `@tensorflow/tfjs-layers` that composes the operation, such as `'gelu_new'`, where it is none. */
  readonly className?: string;
  /** The function itself or its gradient. */
  readonly part: Part;
}

/** An operation that stays TensorFlow.js's own. */
export interface Kept extends Replaceable {
  /** Why, in words: for people to read. */
  readonly reason: string;
}

/** What `accelerate` did, and the way back. */
export interface Acceleration {
  /** Where our functions run now. */
  readonly replaced: readonly Replaceable[];
  /**
   * Where TensorFlow.js's own stay, and why. A backend that had not started when `accelerate` ran counts as replaced
   * until its first kernel shows that it cannot be worked on.
   */
  readonly kept: readonly Kept[];
  /** Puts TensorFlow.js's own kernels, gradients and classes back, whichever call of `accelerate` replaced them. */
  restore(): void;
}

/** TensorFlow.js's own, by what replaced it. */
const ownKernels = new WeakMap<KernelConfig, KernelConfig>();
const ownGradients = new WeakMap<GradConfig, GradConfig>();

// TensorFlow.js warns of a kernel that is registered twice.
function putKernel(tf: TensorFlow, config: KernelConfig): void {
  tf.unregisterKernel(config.kernelName, config.backendName);
  tf.registerKernel(config);
}

function putGradient(tf: TensorFlow, config: GradConfig): void {
  tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}

function restore(tf: TensorFlow): void {
  restoreClasses(tf);
  for (const { kernel } of kernelOperations) {
    for (const name of backendNames) {
      const own = ownKernels.get(tf.getKernel(kernel, name));
      if (own !== undefined) putKernel(tf, own);
    }
    const own = ownGradients.get(tf.getGradient(kernel));
    if (own !== undefined) putGradient(tf, own);
  }
}

const PARTS: readonly Part[] = ['forward', 'gradient'];

/** A function that warns of each message once. */
function warner(): (message: string) => void {
  const said = new Set<string>();
  return (message) => {
    if (said.has(message)) return;
    said.add(message);
    console.warn(`wasm-activations/tfjs: ${message}`);
  };
}

/** Why a gradient cannot be replaced, if so. */
function misfit(gradient: GradConfig | undefined, operation: KernelOperation): string | undefined {
  if (gradient === undefined) return 'this gradient is not registered';
  return savedBy(gradient, operation) === undefined
    ? 'this gradient is computed from something other than x or y'
    : undefined;
}

/**
 * Lets TensorFlow.js compute its activations and their gradients with this package, on those of its backends `'wasm'` and
 * `'cpu'` that are registered: elu, leakyRelu, prelu, relu, relu6, selu, sigmoid, softmax, softplus, tanh. No other code changes.
 *
 * In models of `@tensorflow/tfjs-layers`, also those that were built before, these are one kernel instead of several: gelu,
 * gelu_new, hardSigmoid, logSoftmax, mish, relu6, softsign, swish, and the layers ReLU with a largest value and ThresholdedReLU.
 * It may be loaded before or later. Saved models stay as they are.
 *
 * On `'wasm'` the kernels run inside TensorFlow.js's own memory, on its tensors where they lie; on `'cpu'` on the
 * tensors' Float32Arrays. Where TensorFlow.js's own kernel is faster it is kept, and `kept` says so; `ops` and `prefer`
 * choose otherwise.
 *
 * TensorFlow.js's conventions hold: its default slope (0.2 for `tf.leakyRelu`), and where a function bends its derivative,
 * the left one: 0 for relu at 0, 1 for relu6 at 6. These results differ from TensorFlow.js's own:
 *
 * - The smooth functions and their gradients are correctly rounded; TensorFlow.js's are off by more, or 0 where the result is
 *   small. elu's, sigmoid's, softmax's and tanh's gradients are computed from x, which is kept for that, not from y.
 * - NaN gives NaN, in all functions and gradients. Its wasm relu gives 0 for a NaN with the sign bit set, such as
 *   x86's Inf - Inf; its leakyRelu gradient takes NaN for a negative number.
 * - Its wasm prelu takes every alpha for slopes of the last dimension, also where channels come first.
 * - relu's and relu6's gradients are 0 where they are flat also for an infinite dy; TensorFlow.js's product is NaN there.
 * - alpha is rounded to float32 on both backends, as its wasm backend does; its cpu backend multiplies in float64, which
 *   changes the last bit of some results.
 *
 * What cannot be worked on stays with TensorFlow.js, and is said once with `console.warn`: a backend whose insides are not
 * where version 4.22 has them (each is tried on a known tensor first), a threaded build, whose memory is shared, int32
 * and other tensors that are not float32, a slope that is not finite, a class of tfjs-layers that computes something else. The
 * warning says where TensorFlow.js's own result is wrong: its wasm prelu's. Activations that TensorFlow.js fuses into another kernel (`tf.fused.matMul` and `tf.fused.conv2d`, which layers
 * use) are part of that kernel, and stay too.
 *
 * Calling it again chooses anew, and finds backends that were registered in between. Throws a TypeError, and changes
 * nothing, for an unknown option or operation.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import '@tensorflow/tfjs-backend-wasm';
 * import { accelerate } from 'wasm-activations/tfjs';
 *
 * const { restore } = accelerate(tf);
 * // the model runs, trains, ...
 * restore();
 * ```
 */
export function accelerate(tf: TensorFlow, options?: AccelerateOptions): Acceleration {
  tensorFlow('accelerate', tf);
  const choice = chosen(options);
  restore(tf);
  const warnOnce = warner();
  const backends = connections(warnOnce);
  const prepare = preparation(backends, warnOnce);
  const ours = tensorKernels(tf);
  const places: (Replaceable & { readonly reason: () => string | undefined })[] = [];

  /** Why nothing can be replaced on a backend. One that has not started is examined when it runs its first kernel. */
  function absence(name: BackendName): string | undefined {
    if (!tf.findBackendFactory(name)) return 'this backend is not registered';
    const backend: KernelBackend | undefined = tf.engine().registry?.[name];
    return backend === undefined || backends.access(name, backend) !== undefined ? undefined : backends.reason(name);
  }

  const absences = new Map(backendNames.map((name) => [name, absence(name)]));

  for (const operation of kernelOperations) {
    const { op, kernel } = operation;
    const replacement =
      op === 'prelu'
        ? preluReplacement(tf, backends, warnOnce)
        : unaryReplacement(tf, operation as KernelOperation & { op: UnaryName }, prepare, ours);
    const gradientOn = new Set<BackendName>();
    const ownGradient: GradConfig | undefined = tf.getGradient(kernel);
    const unfit = misfit(ownGradient, operation);

    for (const [backend, absent] of absences) {
      const own: KernelConfig | undefined = tf.getKernel(kernel, backend);
      const missing = own === undefined ? 'this kernel is not registered' : undefined;
      const keepForward = absent ?? missing ?? choice(operation, backend, 'forward');
      places.push({ backend, op, kernel, part: 'forward', reason: () => keepForward });
      if (own !== undefined && keepForward === undefined) {
        const config = replacement.kernel(backend, own);
        ownKernels.set(config, own);
        putKernel(tf, config);
      }

      const keepGradient = absent ?? unfit ?? choice(operation, backend, 'gradient');
      places.push({ backend, op, kernel, part: 'gradient', reason: () => keepGradient });
      if (keepGradient === undefined) gradientOn.add(backend);
    }

    if (ownGradient !== undefined && unfit !== undefined) warnOnce(`TensorFlow.js keeps its own ${kernel}: ${unfit}`);
    if (ownGradient !== undefined && gradientOn.size > 0) {
      const config = replacement.gradient(gradientOn, ownGradient);
      ownGradients.set(config, ownGradient);
      putGradient(tf, config);
    }
  }

  /** A class is replaced as a whole: its gradient is that of its function. */
  const keepClass = (operation: (typeof classOperations)[number], backend: BackendName) =>
    absences.get(backend) ?? choice(operation, backend, 'forward');
  const classBackends = new Map(
    classOperations.map((operation) => [
      operation,
      new Set(backendNames.filter((backend) => keepClass(operation, backend) === undefined)),
    ]),
  );
  const classes = replaceClasses(tf, classBackends, prepare, ours, warnOnce);
  for (const operation of classOperations) {
    const { op, className } = operation;
    for (const backend of backendNames) {
      const reason = () => keepClass(operation, backend) ?? classes.reason(operation);
      for (const part of PARTS) places.push({ backend, op, className, part, reason });
    }
  }

  const judged = () =>
    places.map(({ reason, ...place }) => ({ place, reason: reason() ?? backends.reason(place.backend) }));
  return {
    get replaced() {
      return judged().flatMap(({ place, reason }) => (reason === undefined ? [place] : []));
    },
    get kept() {
      return judged().flatMap(({ place, reason }) => (reason === undefined ? [] : [{ ...place, reason }]));
    },
    restore: () => restore(tf),
  };
}
