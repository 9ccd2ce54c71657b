import { createActivations } from '../activations.js';
import type { Activation } from '../calls/activation.js';
import * as ops from '../functions/index.js';
import { type GoldenName, goldenNames } from '../verify/index.js';

/** The functions that the command line knows: those of one element at a time. */
export const names: readonly GoldenName[] = goldenNames;

/** The package's other functions, whose results depend on more than one element. */
export const otherNames: readonly string[] = Object.keys(ops).filter((name) => !(names as string[]).includes(name));

/** The functions on one backend, and where they allocate. */
export interface Instance {
  readonly backend: { readonly name: string; readonly reason: string };
  alloc(length: number): Float32Array;
  activation(name: GoldenName): Activation;
}

export function instanceOn(backend: 'auto' | 'wasm' | 'js', memoryBytes?: number): Instance {
  const api = createActivations({ backend, memoryBytes });
  return { backend: api.backend, alloc: api.alloc, activation: (name) => api[name] };
}
