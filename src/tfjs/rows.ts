import type { Attribute } from '@tensorflow/tfjs-core';
import type * as ops from '../ops/index.js';

/** One kernel of TensorFlow.js that an activation of ours replaces, with its gradient. */
export interface Row {
  /** TensorFlow.js's name for it. */
  readonly kernel: string;
  readonly activation: keyof typeof ops;
  /** The activation's parameters, from the kernel's attributes; so defaults are TensorFlow.js's. A new object. */
  parameters(attrs: Readonly<Record<string, Attribute>>): Record<string, unknown>;
}

/** All of them: another activation is another line. */
export const rows: readonly Row[] = [
  { kernel: 'LeakyRelu', activation: 'leakyRelu', parameters: ({ alpha }) => ({ alpha }) },
  { kernel: 'Relu', activation: 'relu', parameters: () => ({}) },
];
