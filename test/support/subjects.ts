/** What the suite runs over: each backend, with arrays at each kind of place. */

import { type Activations, createActivations } from '../../src/index.js';
import { kernelsBinary } from './kernels.js';

export interface Subject {
  readonly name: string;
  readonly api: Activations;
  /** A new array, zeroed, at this subject's kind of place. */
  array(length: number): Float32Array;
}

/** For the arrays of all files that one worker happens to run: 256 MiB were too few. Pages cost nothing until they are touched. */
const MEMORY_BYTES = 2 ** 32;
const PAGE_BYTES = 2 ** 16;

/** On `backend` for certain: a silent fallback would make this suite compare js with itself. */
export function activations(backend: 'wasm' | 'js', options: Parameters<typeof createActivations>[0]): Activations {
  const api = createActivations({ ...options, backend });
  if (api.backend.name !== backend) throw new Error(`asked for ${backend}, got ${api.backend.name}`);
  return api;
}

function ordinary(length: number): Float32Array {
  return new Float32Array(length);
}

export function kernelsModule(): WebAssembly.Module {
  return new WebAssembly.Module(kernelsBinary);
}

/** Arrays in a memory that is not the instance's own, one after another. */
export function bump(memory: WebAssembly.Memory): (length: number) => Float32Array {
  let used = 0;
  return (length) => {
    const array = new Float32Array(memory.buffer, used, length);
    used += 4 * length;
    return array;
  };
}

function copying(): Subject {
  return { name: 'wasm, ordinary arrays', api: activations('wasm', {}), array: ordinary };
}

function resident(): Subject {
  const api = activations('wasm', { memoryBytes: MEMORY_BYTES });
  return { name: 'wasm, arrays in its own memory', api, array: api.alloc };
}

function brought(): Subject {
  const memory = new WebAssembly.Memory({ initial: MEMORY_BYTES / PAGE_BYTES });
  const api = activations('wasm', { memory });
  return { name: 'wasm, arrays in a memory that was brought', api, array: bump(memory) };
}

function withModule(): Subject {
  const api = activations('wasm', { module: kernelsModule(), memoryBytes: MEMORY_BYTES });
  return { name: 'wasm, from a compiled module', api, array: api.alloc };
}

function javascript(): Subject {
  return { name: 'js', api: activations('js', {}), array: ordinary };
}

export const subjects: readonly Subject[] = [javascript(), copying(), resident(), brought(), withModule()];

/** Each backend once: what the same code computes need not be computed five times. */
export const backends: readonly Subject[] = [subjects[0], subjects[2]];
