import type { Backend } from './backend.js';
import { type Allocate, exhausted } from './linear.js';

function allocate(length: number): Float32Array<ArrayBuffer> {
  try {
    return new Float32Array(length);
  } catch {
    throw exhausted(length, 'this engine makes no array of that size');
  }
}

/** The TypeScript twins. */
export function jsBackend(reason: string, alloc: Allocate = allocate): Backend {
  return { name: 'js', reason, memory: undefined, alloc, kernel: (kernel) => kernel.onJs() };
}
