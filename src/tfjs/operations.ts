import type { Attribute, Tensor } from '@tensorflow/tfjs-core';
import type * as activations from '../functions/index.js';
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
  /** TensorFlow.js's name for the kernel's input. Default: x. */
  readonly input?: string;
  /** Each channel has its slope, in the kernel's input `alpha`. */
  readonly channels?: true;
  /**
   * The activation's parameters, from the kernel's attributes and the input's shape; so defaults are TensorFlow.js's. A new
   * object.
   */
  parameters?(attrs: Readonly<Record<string, Attribute>>, shape: readonly number[]): Record<string, unknown>;
  /**
   * For gradients of gradients: what reaches f from above in the derivative by x of the gradient, where `dy` reaches the gradient's
   * f and `ddy` the gradient. It is ddy dy f''(x) / f'(x). Left out where f'' is 0.
   */
  second?(tf: TensorFlow, ddy: Tensor, dy: Tensor, x: Tensor): Tensor;
  /**
   * Where TensorFlow.js's own is faster, which is why it is kept unless ours is asked for: forward kernels by
   * `npm run bench:peers`; its gradients of elu, sigmoid, softmax and tanh, computed from y, took 0.3 to 0.4 of our time, softplus's,
   * whose sigmoid is its own, 0.85 (65,536 elements, medians of 16 in turn, Node 20, other programs running).
   */
  readonly slower?: { readonly [Name in BackendName]?: readonly Part[] };
}

/** `second` of a function of one element, from f''(x) / f'(x). */
const bend =
  (of: (tf: TensorFlow, x: Tensor) => Tensor): NonNullable<Row['second']> =>
  (tf, ddy, dy, x) =>
    tf.mul(tf.mul(ddy, dy), of(tf, x));

/** 1 below 0, 0 from there on. */
const below0 = bend((tf, x) => tf.step(tf.neg(x)));

/** The same of softmax, which depends on whole rows: y (dy - sum dy y) is the gradient. */
const ofSoftmax: NonNullable<Row['second']> = (tf, ddy, dy, x) => {
  const y = tf.softmax(x);
  const total = (t: Tensor) => tf.sum(tf.mul(t, y), -1, true);
  return tf.sub(tf.mul(ddy, dy), tf.add(tf.mul(dy, total(ddy)), tf.mul(ddy, total(dy))));
};

const list = [
  { op: 'elu', kernel: 'Elu', second: below0, slower: { wasm: ['forward', 'gradient'] } },
  { op: 'leakyRelu', kernel: 'LeakyRelu', parameters: ({ alpha }) => ({ alpha }) },
  { op: 'prelu', kernel: 'Prelu', channels: true },
  { op: 'relu', kernel: 'Relu' },
  { op: 'relu6', kernel: 'Relu6' },
  { op: 'selu', kernel: 'Selu', second: below0 },
  {
    op: 'sigmoid',
    kernel: 'Sigmoid',
    second: bend((tf, x) => tf.sub(1, tf.mul(2, tf.sigmoid(x)))),
    slower: { wasm: ['forward', 'gradient'] },
  },
  {
    op: 'softmax',
    kernel: 'Softmax',
    input: 'logits',
    parameters: (_, shape) => ({ size: shape[shape.length - 1] || 1 }), // of the last dimension: TensorFlow.js has no other
    second: ofSoftmax,
    slower: { wasm: ['forward', 'gradient'] },
  },
  {
    op: 'softplus',
    kernel: 'Softplus',
    second: bend((tf, x) => tf.sigmoid(tf.neg(x))),
    slower: { wasm: ['gradient'] },
  },
  { op: 'tanh', kernel: 'Tanh', second: bend((tf, x) => tf.mul(-2, tf.tanh(x))), slower: { wasm: ['gradient'] } },
] as const satisfies readonly Row[];

/** An operation of TensorFlow.js that can be replaced: its name in both libraries. */
export type Op = (typeof list)[number]['op'];

/** All of them: another activation is another line. */
export const rows: readonly (Row & { readonly op: Op })[] = list;
