/**
 * The same functions on several threads over one shared memory.
 *
 * @module wasm-activations/parallel
 */
import { createWith, type ParallelActivations, type ParallelOptions } from './create.js';
import { spawn } from './spawn.js';

export type { GradOptions, KinkOption, Options } from '../calls/options.js';
// The interfaces of the parameters. To import an activation itself from here is an error: there is none without threads.
export type * from '../functions/index.js';
export type { ParallelActivations, ParallelOptions } from './create.js';
export type { ParallelActivation, ParallelChannelSums, ParallelPrelu, ParallelRowActivation } from './types.js';

/**
 * Every activation on several threads over one shared memory: the same bits as on one.
 *
 * Where threads cannot share a memory (a page that is not cross-origin isolated, or a process that may not reserve one) everything
 * works on the calling thread, and `backend.reason` says why. Calls may overlap: they are worked on in the order in which they were made.
 *
 * Rejects with a TypeError or a RangeError for a wrong option.
 *
 * @example
 * ```ts
 * const act = await createParallelActivations({ threads: 2 });
 * await act.relu([-1, 2]); // → Float32Array [0, 2]
 * await act.dispose();
 * ```
 */
export function createParallelActivations(options: ParallelOptions = {}): Promise<ParallelActivations> {
  return createWith(spawn, options);
}
