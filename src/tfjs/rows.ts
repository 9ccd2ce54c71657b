import type { Attribute, Tensor } from '@tensorflow/tfjs-core';
import type * as activations from '../ops/index.js';
import type { BackendName } from './connections.js';
import type { TensorFlow } from './tensorflow.js';

/** What a kernel computes, or its gradient. */
export type Part = 'forward' | 'gradient';

/** One kernel of TensorFlow.js that an activation of ours replaces, with its gradient. */
export interface Row {
  /** The activation, which TensorFlow.js calls the same. */
  readonly op: keyof typeof activations;
  /** TensorFlow.js's name for its kernel. */
  readonly kernel: string;
  /** The activation's parameters, from the kernel's attributes; so defaults are TensorFlow.js's. A new object. */
  parameters?(attrs: Readonly<Record<string, Attribute>>): Record<string, unknown>;
  /** f''(x) / f'(x), for gradients of gradients. Left out where f'' is 0. */
  bend?(tf: TensorFlow, x: Tensor): Tensor;
  /**
   * Where TensorFlow.js's own is faster, which is why it is kept unless ours is asked for: by `npm run bench:peers` for
   * forward kernels; its gradients of elu, sigmoid and tanh, computed from y, took 0.3 to 0.4 of our time, softplus's, whose
   * sigmoid is its own, 0.85 (65,536 elements, medians of 16 in turn, Node 20).
   */
  readonly slower?: { readonly [Name in BackendName]?: readonly Part[] };
}

/** 1 below 0, 0 from there on. */
const below0 = (tf: TensorFlow, x: Tensor): Tensor => tf.step(tf.neg(x));

const list = [
  { op: 'elu', kernel: 'Elu', bend: below0, slower: { wasm: ['forward', 'gradient'] } },
  { op: 'leakyRelu', kernel: 'LeakyRelu', parameters: ({ alpha }) => ({ alpha }) },
  { op: 'relu', kernel: 'Relu' },
  { op: 'relu6', kernel: 'Relu6' },
  { op: 'selu', kernel: 'Selu', bend: below0 },
  {
    op: 'sigmoid',
    kernel: 'Sigmoid',
    bend: (tf, x) => tf.sub(1, tf.mul(2, tf.sigmoid(x))),
    slower: { wasm: ['forward', 'gradient'] },
  },
  { op: 'softplus', kernel: 'Softplus', bend: (tf, x) => tf.sigmoid(tf.neg(x)), slower: { wasm: ['gradient'] } },
  { op: 'tanh', kernel: 'Tanh', bend: (tf, x) => tf.mul(-2, tf.tanh(x)), slower: { wasm: ['gradient'] } },
] as const satisfies readonly Row[];

/** An operation of TensorFlow.js that can be replaced: its name in both libraries. */
export type Op = (typeof list)[number]['op'];

/** All of them: another activation is another line. */
export const rows: readonly (Row & { readonly op: Op })[] = list;
