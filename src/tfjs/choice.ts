import { options as checkedOptions, choice, known, list } from '../calls/arguments.js';
import type { BackendName } from './connections.js';
import { type ClassOperation, type KernelOperation, type Op, opNames, type Part } from './operations.js';

/**
 * What is to be replaced.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import '@tensorflow/tfjs-backend-cpu';
 * import { accelerate } from 'wasm-activations/tfjs';
 *
 * const { replaced } = accelerate(tf, { ops: ['tanh'] });
 * replaced.every(({ op }) => op === 'tanh'); // → true
 * ```
 */
export interface AccelerateOptions {
  /** These operations and no others, also where TensorFlow.js's own kernel is faster. Default: all. */
  readonly ops?: readonly Op[] | undefined;
  /**
   * `'speed'` leaves TensorFlow.js its own kernels where they are faster, `'accuracy'` replaces them too.
   * Default: `'accuracy'` where `ops` names the operations, else `'speed'`.
   */
  readonly prefer?: 'speed' | 'accuracy' | undefined;
}

const KEYS = known('ops', 'prefer');

/** Checks the options. Gives the reason for which a kernel stays TensorFlow.js's own by choice, if there is one. */
export function chosen(options: unknown) {
  const { ops, prefer } = options === undefined ? {} : checkedOptions<AccelerateOptions>('accelerate', options, KEYS);
  const asked = ops === undefined ? opNames : list('accelerate', 'ops', ops, opNames);
  const wanted =
    prefer === undefined ? undefined : choice('accelerate', 'prefer', prefer, ['speed', 'accuracy'] as const);
  const fastest = wanted === undefined ? ops === undefined : wanted === 'speed';

  return (
    { op, slower }: (KernelOperation | ClassOperation) & { op: Op },
    backend: BackendName,
    part: Part,
  ): string | undefined => {
    if (!asked.includes(op)) return '`ops` does not name this operation';
    if (fastest && slower?.[backend]?.includes(part))
      return "TensorFlow.js's own is faster; `prefer: 'accuracy'` replaces it";
    return undefined;
  };
}
