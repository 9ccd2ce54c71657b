/**
 * What an environment makes of this package. Bundled with it into one script, which runs in processes and realms that
 * lack something; so nothing but JavaScript's own globals is used here.
 */
import * as activations from 'wasm-activations';
import { bitsOf } from '../../support/bits.js';
import { calls, sweptCalls } from '../../support/calls.js';
import { exponentEdges, mixture } from '../../support/inputs.js';
import { thorough } from '../../support/thorough.js';

export interface Report {
  readonly backend: { readonly name: string; readonly reason: string };
  /** The backend that `createActivations({ backend: 'wasm' })` gives, or the error. */
  readonly forced: string;
  /** For each call a hash of the bits of its results. */
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

/** FNV-1a over 32-bit words; any NaN counts as the same one. */
function hashed(array: Float32Array): string {
  const hash = bitsOf(array).reduce(
    (hash, bits, i) => Math.imul(hash ^ (Number.isNaN(array[i]) ? 0x7fc00000 : bits), 0x01000193),
    0x811c9dc5,
  );
  return hash.toString(16);
}

function copied(array: Float32Array): Float32Array {
  const copy = alloc(array.length);
  copy.set(array);
  return copy;
}

const x = exponentEdges();
const dy = mixture(x.length, 1);
const api = { ...activations, memory: undefined };
const results = thorough(sweptCalls, calls).flatMap((call) => [
  [call.name, hashed(call.run(api, x, dy))],
  [`${call.name}, allocated`, hashed(call.run(api, copied(x), copied(dy), alloc(x.length)))],
]);

export const report: Report = { backend, forced: forced(), results: Object.fromEntries(results) };
