import { rebind } from './calls/binding.js';
import { allocate, type Members } from './calls/members.js';
import { type BackendOptions, chooseBackend } from './engine/choose.js';
import type * as ops from './functions/index.js';
import { everyFunction } from './generated/functions.js';

/** Every activation, and `alloc`, `backend` and `memory`. */
export type Activations = typeof ops & Members;

/** The names of a function's kernels: its own, and one for each derivative, such as preluGradAlpha for prelu.gradAlpha. */
function kernelsOf([name, activation]: [string, object]): string[] {
  const derivatives = Object.keys(activation).filter((key) => key !== 'kind');
  return [name, ...derivatives.map((key) => name + key[0].toUpperCase() + key.slice(1))];
}

/**
 * Every activation on a backend and a memory of its own choice.
 *
 * Throws a TypeError or a RangeError for a wrong option, and an Error where `backend: 'wasm'` cannot run.
 *
 * @example
 * ```ts
 * import { createActivations } from 'wasm-activations';
 *
 * const { alloc, backend, relu } = createActivations({ memoryBytes: 256 * 2 ** 20 });
 * backend.name; // → 'wasm'
 * const x = alloc(16_777_216);
 * relu(x, { out: x });
 * ```
 */
export function createActivations(options: BackendOptions = {}): Activations {
  const functions = Object.entries<object>(everyFunction());
  const backend = chooseBackend(options, functions.flatMap(kernelsOf));
  const bound = functions.map(([name, activation]) => [name, rebind(activation, backend)]);
  const { name, reason, memory } = backend;
  return {
    ...(Object.fromEntries(bound) as typeof ops),
    alloc: (length) => allocate(() => backend, length),
    backend: Object.freeze({ name, reason }),
    memory,
  };
}
