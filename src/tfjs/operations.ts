import type { Tensor } from '@tensorflow/tfjs-core';
import type * as ops from '../functions/index.js';
import type { BackendName } from './connections.js';

/** What an operation computes, or its gradient. */
export type Part = 'forward' | 'gradient';

/** One of our functions. */
export type FunctionName = keyof typeof ops;

interface Named {
  /** Its name in TensorFlow.js. */
  readonly op: string;
  /**
   * Where TensorFlow.js's own is faster, which is why it is kept unless ours is asked for: forward kernels by
   * `npm run bench:peers`; its gradients of elu, sigmoid, softmax and tanh, computed from y, took 0.3 to 0.4 of our time, softplus's,
   * whose sigmoid is its own, 0.85 (65,536 elements, medians of 16 in turn, Node 20, other programs running).
   */
  readonly slower?: { readonly [Name in BackendName]?: readonly Part[] };
}

/** A kernel of TensorFlow.js that one of our functions replaces, with its gradient. */
export interface KernelOperation extends Named {
  /** Our function, which TensorFlow.js calls the same. */
  readonly op: FunctionName;
  /** TensorFlow.js's name for its kernel. */
  readonly kernel: string;
  /** TensorFlow.js's name for the kernel's input. Default: x. */
  readonly input?: string;
}

/** The parameters of one of our functions, and for its gradient the derivative at a kink. */
export interface Parameters {
  readonly [name: string]: number | string | undefined;
}

/** A class of @tensorflow/tfjs-layers that composes what one of our functions is. */
export interface ClassOperation extends Named {
  /** The name under which the class is registered and models are saved. */
  readonly className: string;
  /** The method that is given tensors: activations have `apply`, layers `call`. */
  readonly method: 'apply' | 'call';
  readonly fn: FunctionName;
  /** Our parameters for this object and the second argument of its method; undefined where our function is another one. */
  parameters?(object: Parameters, x: Tensor, argument: unknown): Parameters | undefined;
}

const kernelList = [
  { op: 'elu', kernel: 'Elu', slower: { wasm: ['forward', 'gradient'] } },
  { op: 'leakyRelu', kernel: 'LeakyRelu' },
  { op: 'prelu', kernel: 'Prelu' },
  { op: 'relu', kernel: 'Relu' },
  { op: 'relu6', kernel: 'Relu6' },
  { op: 'selu', kernel: 'Selu' },
  { op: 'sigmoid', kernel: 'Sigmoid', slower: { wasm: ['forward', 'gradient'] } },
  { op: 'softmax', kernel: 'Softmax', input: 'logits', slower: { wasm: ['forward', 'gradient'] } },
  { op: 'softplus', kernel: 'Softplus', slower: { wasm: ['gradient'] } },
  { op: 'tanh', kernel: 'Tanh', slower: { wasm: ['gradient'] } },
] as const satisfies readonly KernelOperation[];

const isLastAxis = (axis: unknown, { rank }: Tensor) => axis === undefined || axis === -1 || axis === rank - 1;

const classList = [
  { op: 'gelu', className: 'gelu', method: 'apply', fn: 'gelu' },
  { op: 'gelu_new', className: 'gelu_new', method: 'apply', fn: 'geluTanh' },
  {
    op: 'hardSigmoid',
    className: 'hardSigmoid',
    method: 'apply',
    fn: 'hardSigmoid',
    parameters: () => ({ alpha: 0.2, beta: 0.5 }),
  },
  {
    op: 'logSoftmax',
    className: 'logSoftmax',
    method: 'apply',
    fn: 'logSoftmax',
    parameters: (_, x, axis) => (isLastAxis(axis, x) ? {} : undefined),
  },
  { op: 'mish', className: 'mish', method: 'apply', fn: 'mish' },
  {
    // The activation composes min(6, relu(x)), whose derivative is 0 at both kinks; tf.relu6 is a kernel of its own.
    op: 'relu6',
    className: 'relu6',
    method: 'apply',
    fn: 'relu6',
    parameters: () => ({ kink: 'min' }),
  },
  { op: 'softsign', className: 'softsign', method: 'apply', fn: 'softsign' },
  {
    op: 'swish',
    className: 'swish',
    method: 'apply',
    fn: 'silu',
    parameters: (_, __, alpha = 1) => (typeof alpha === 'number' && alpha > 0 ? { beta: alpha } : undefined),
  },
  {
    op: 'ReLU',
    className: 'ReLU',
    method: 'call',
    fn: 'hardtanh',
    // Without a largest value the layer calls tf.relu.
    parameters: ({ maxValue }) =>
      typeof maxValue === 'number' && maxValue > 0 ? { min: 0, max: maxValue } : undefined,
  },
  {
    op: 'ThresholdedReLU',
    className: 'ThresholdedReLU',
    method: 'call',
    fn: 'thresholdedRelu',
    parameters: ({ theta }) => ({ theta }),
  },
] as const satisfies readonly ClassOperation[];

/**
 * An operation of TensorFlow.js that can be replaced: the function `tf.<name>`, or the class that @tensorflow/tfjs-layers
 * registers by that name.
 */
export type Op = (typeof kernelList)[number]['op'] | (typeof classList)[number]['op'];

export const kernelOperations: readonly (KernelOperation & { readonly op: Op })[] = kernelList;
export const classOperations: readonly (ClassOperation & { readonly op: Op })[] = classList;
export const opNames: readonly Op[] = [...new Set([...kernelOperations, ...classOperations].map(({ op }) => op))];
