/**
 * What an environment makes of this package. Bundled with it into one script, which runs in processes and realms that
 * lack something; so nothing but JavaScript's own globals is used here.
 */
import * as activations from 'wasm-activations';
import { bitsOf } from '../support/bits.js';
import { sweptCalls } from '../support/calls.js';
import { exponentEdges, mixture } from '../support/inputs.js';

export interface Report {
  readonly backend: { readonly name: string; readonly reason: string };
  /** What `createActivations({ backend: 'wasm' })` gives, or says. */
  readonly forced: string;
  /** For each call the bits of its results. */
  readonly results: Readonly<Record<string, string>>;
}

const { alloc, backend, createActivations } = activations;

function forced(): string {
  try {
    return createActivations({ backend: 'wasm' }).backend.name;
  } catch (error) {
    const { message, cause } = error as Error;
    return `${message}, caused by ${cause}`;
  }
}

/** NaN as one of them. */
function written(array: Float32Array): string {
  return Array.from(bitsOf(array), (bits, i) => (Number.isNaN(array[i]) ? 'NaN' : bits.toString(16))).join(' ');
}

function copied(array: Float32Array): Float32Array {
  const copy = alloc(array.length);
  copy.set(array);
  return copy;
}

const x = exponentEdges();
const dy = mixture(x.length, 1);
const api = { ...activations, memory: undefined };
const results = sweptCalls.flatMap((call) => [
  [call.name, written(call.run(api, x, dy))],
  [`${call.name}, allocated`, written(call.run(api, copied(x), copied(dy), alloc(x.length)))],
]);

export const report: Report = { backend, forced: forced(), results: Object.fromEntries(results) };
