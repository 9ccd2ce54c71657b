import type { GradConfig, KernelBackend, KernelConfig, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { Access } from './access.js';
import { type BackendName, type Connections, isBackendName } from './connections.js';
import { type Kernel, kernelOf, type TensorKernels, type UnaryName } from './kernels.js';
import type { KernelOperation, Parameters } from './operations.js';
import type { TensorFlow } from './tensorflow.js';

function isFiniteFloat32(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(Math.fround(value));
}

/**
 * Why one of our functions cannot be called with these tensors and parameters, if so. TensorFlow.js's attributes may be
 * more than the parameters.
 */
function obstacleOf({ names }: Kernel, x: TensorInfo, dy: TensorInfo | undefined, given: Parameters | undefined) {
  if (x.dtype !== 'float32') return `tensors of ${x.dtype}`;
  if (dy !== undefined && dy.dtype !== 'float32') return `tensors of ${dy.dtype}`;
  for (let i = 0; i < names.length; i++) {
    const value = given?.[names[i]];
    if (value !== undefined && !isFiniteFloat32(value)) return 'a parameter that is not finite';
  }
  return undefined;
}

/** The access by which a function is called with these tensors; undefined, after a warning, where TensorFlow.js runs its own. */
export type Prepare = (
  kernel: Kernel,
  name: BackendName,
  backend: KernelBackend,
  x: TensorInfo,
  dy: TensorInfo | undefined,
  given: Parameters | undefined,
) => Access | undefined;

export function preparation(connections: Connections, warnOnce: (message: string) => void): Prepare {
  return (kernel, name, backend, x, dy, given) => {
    const access = connections.access(name, backend);
    if (access === undefined) return undefined;
    const obstacle = obstacleOf(kernel, x, dy, given);
    if (obstacle === undefined) return access;
    warnOnce(`TensorFlow.js keeps its own kernels for ${obstacle}`);
    return undefined;
  };
}

/** The tensors that a gradient is computed from, where that is all: the input x, with alpha for prelu, or the output y. */
export function savedBy(
  { inputsToSave, outputsToSave, saveAllInputs }: GradConfig,
  { op, input = 'x' }: KernelOperation,
): 'x' | 'y' | undefined {
  const outputs = outputsToSave?.filter(Boolean).length ?? 0;
  if (saveAllInputs) return undefined;
  if (inputsToSave?.join() === (op === 'prelu' ? `${input},alpha` : input) && outputs === 0) return 'x';
  return !inputsToSave?.length && outputs === 1 ? 'y' : undefined;
}

/** The kernel and the gradient that run in place of TensorFlow.js's own, which they call where ours cannot run. */
export interface Replacement {
  kernel(name: BackendName, own: KernelConfig): KernelConfig;
  /** On the backends of these names. */
  gradient(names: ReadonlySet<BackendName>, own: GradConfig): GradConfig;
}

/** The replacement of an operation of one input. */
export function unaryReplacement(
  tf: TensorFlow,
  operation: KernelOperation & { readonly op: UnaryName },
  prepare: Prepare,
  ours: TensorKernels,
): Replacement {
  const { op, kernel: kernelName, input = 'x' } = operation;
  const ourKernel = kernelOf(op);

  return {
    kernel(name, own) {
      return {
        ...own, // its setup and disposal still serve its own function
        kernelFunc(args) {
          const x = args.inputs[input] as TensorInfo;
          const attrs = args.attrs as Parameters | undefined;
          const access = prepare(ourKernel, name, args.backend as KernelBackend, x, undefined, attrs);
          return access === undefined ? own.kernelFunc(args) : ourKernel.forward(access, x, attrs);
        },
      };
    },

    gradient(names, own) {
      const isOurs = (name: string): name is BackendName => isBackendName(name) && names.has(name);
      const savesY = savedBy(own, operation) === 'y';
      return {
        kernelName,
        outputsToSave: own.outputsToSave ?? [],
        // TensorFlow.js asks when the forward kernel runs. Its own gradient's needs are saved too, for the calls that ours
        // hands back; and where ours does not run, nothing else is, since that would be memory for nothing.
        get inputsToSave() {
          return savesY && !isOurs(tf.getBackend()) ? [] : [input];
        },
        gradFunc(dy, saved, attrs) {
          const ownSaved = saved.slice(-1);
          const hasX = !savesY || saved.length === 2;
          if (!hasX) return own.gradFunc(dy, saved, attrs);
          const [x] = saved;
          const given = attrs as unknown as Parameters;
          return {
            [input]: () => {
              const name = tf.getBackend();
              const upper = dy as Tensor;
              const runs = isOurs(name) && prepare(ourKernel, name, tf.backend(), x, upper, given) !== undefined;
              return runs ? ours.gradient(op, x, upper, given) : own.gradFunc(dy, ownSaved, attrs)[input]();
            },
          };
        },
      };
    },
  };
}
