/**
 * These functions in place of TensorFlow.js's own.
 *
 * @module wasm-activations/tfjs
 */
import type { GradConfig, KernelBackend, KernelConfig } from '@tensorflow/tfjs-core';
import { tensorFlow } from '../calls/arguments.js';
import { type AccelerateOptions, chosen } from './choice.js';
import { type BackendName, backendNames, connections } from './connections.js';
import { preluReplacement } from './prelu.js';
import { replacement, savedBy } from './replacement.js';
import { type Op, type Part, type Row, rows } from './operations.js';
import type { TensorFlow } from './tensorflow.js';

export type { AccelerateOptions } from './choice.js';
export type { BackendName } from './connections.js';
export type { Op, Part } from './operations.js';
export type { TensorFlow } from './tensorflow.js';

/** A kernel of TensorFlow.js on one of its backends: what it computes forward, or its gradient. */
export interface Place {
  /** TensorFlow.js's name for its backend. */
  readonly backend: BackendName;
  /** The operation, such as `'leakyRelu'`. */
  readonly op: Op;
  /** TensorFlow.js's name for its kernel, such as `'LeakyRelu'`. */
  readonly kernel: string;
  /** The function itself or its gradient. */
  readonly part: Part;
}

/** A kernel that stays TensorFlow.js's own. */
export interface KeptPlace extends Place {
  /** Why, in words: for people to read. */
  readonly reason: string;
}

/** What `accelerate` did, and the way back. */
export interface Acceleration {
  /** Where our functions run now. */
  readonly replaced: readonly Place[];
  /**
   * Where TensorFlow.js's own stay, and why. A backend that had not started when `accelerate` ran counts as replaced
   * until its first kernel shows that it is out of reach.
   */
  readonly kept: readonly KeptPlace[];
  /** Puts TensorFlow.js's own kernels and gradients back, whichever call of `accelerate` replaced them. */
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
  for (const { kernel } of rows) {
    for (const name of backendNames) {
      const own = ownKernels.get(tf.getKernel(kernel, name));
      if (own !== undefined) putKernel(tf, own);
    }
    const own = ownGradients.get(tf.getGradient(kernel));
    if (own !== undefined) putGradient(tf, own);
  }
}

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
function misfit(gradient: GradConfig | undefined, row: Row): string | undefined {
  if (gradient === undefined) return 'this gradient is not registered';
  return savedBy(gradient, row) === undefined
    ? 'this gradient is computed from something other than x or y'
    : undefined;
}

/**
 * Lets TensorFlow.js compute its activations and their gradients with this package, on those of its backends `'wasm'` and
 * `'cpu'` that are registered: elu, leakyRelu, prelu, relu, relu6, selu, sigmoid, softmax, softplus, tanh. No other code changes.
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
 * What is out of reach stays with TensorFlow.js, and is said once with `console.warn`: a backend whose insides are not
 * where version 4.22 has them (each is tried on a known tensor first), a threaded build, whose memory is shared, int32
 * and other tensors that do not hold float32, a slope that is not finite, prelu's slopes where they are not one for each
 * channel. Activations that TensorFlow.js fuses into another kernel (`tf.fused.matMul` and `tf.fused.conv2d`, which layers
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
  const reaches = connections(warnOnce);
  const places: (Place & { readonly reason?: string | undefined })[] = [];

  /** Why nothing can be replaced on a backend. One that has not started is examined when it runs its first kernel. */
  function absence(name: BackendName): string | undefined {
    if (!tf.findBackendFactory(name)) return 'this backend is not registered';
    const backend: KernelBackend | undefined = tf.engine().registry?.[name];
    return backend === undefined || reaches.reach(name, backend) !== undefined ? undefined : reaches.reason(name);
  }

  const absences = new Map(backendNames.map((name) => [name, absence(name)]));

  for (const row of rows) {
    const { op, kernel } = row;
    const ours = row.channels ? preluReplacement(tf, reaches, warnOnce) : replacement(tf, row, reaches, warnOnce);
    const gradientOn = new Set<BackendName>();
    const ownGradient: GradConfig | undefined = tf.getGradient(kernel);
    const unfit = misfit(ownGradient, row);

    for (const [backend, absent] of absences) {
      const own: KernelConfig | undefined = tf.getKernel(kernel, backend);
      const missing = own === undefined ? 'this kernel is not registered' : undefined;
      const keepForward = absent ?? missing ?? choice(row, backend, 'forward');
      places.push({ backend, op, kernel, part: 'forward', reason: keepForward });
      if (own !== undefined && keepForward === undefined) {
        const config = ours.kernel(backend, own);
        ownKernels.set(config, own);
        putKernel(tf, config);
      }

      const keepGradient = absent ?? unfit ?? choice(row, backend, 'gradient');
      places.push({ backend, op, kernel, part: 'gradient', reason: keepGradient });
      if (keepGradient === undefined) gradientOn.add(backend);
    }

    if (ownGradient !== undefined && unfit !== undefined) warnOnce(`TensorFlow.js keeps its own ${kernel}: ${unfit}`);
    if (ownGradient !== undefined && gradientOn.size > 0) {
      const config = ours.gradient(gradientOn, ownGradient);
      ownGradients.set(config, ownGradient);
      putGradient(tf, config);
    }
  }

  const judged = () => places.map((place) => ({ ...place, reason: place.reason ?? reaches.reason(place.backend) }));
  return {
    get replaced() {
      return judged()
        .filter(({ reason }) => reason === undefined)
        .map(({ backend, op, kernel, part }) => ({ backend, op, kernel, part }));
    },
    get kept() {
      return judged().flatMap(({ reason, ...place }) => (reason === undefined ? [] : [{ ...place, reason }]));
    },
    restore: () => restore(tf),
  };
}
