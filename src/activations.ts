import { type Activation, rebind } from './activation.js';
import { type BackendOptions, chooseBackend } from './backends/choose.js';
import { type Members, members } from './members.js';
import * as ops from './ops/index.js';

export type Activations = typeof ops & Members;

/**
 * Every activation on a backend and a memory of its own choice.
 *
 * Throws a TypeError or a RangeError for a wrong option, and an Error where `backend: 'wasm'` cannot run.
 */
export function createActivations(options: BackendOptions = {}): Activations {
  const backend = chooseBackend(options);
  const bound = Object.entries<Activation<never, never>>(ops).map(([name, activation]) => [
    name,
    rebind(activation, backend),
  ]);
  return { ...(Object.fromEntries(bound) as typeof ops), ...members(backend) };
}
