import { type Allocate, exhausted } from '../memory.js';
import type { Backend } from './backend.js';

function allocate(length: number): Float32Array {
  try {
    return new Float32Array(length);
  } catch {
    throw exhausted(length, 'this engine makes no array of that size');
  }
}

/** The twins themselves, on whatever arrays come. */
export function jsBackend(reason: string, alloc: Allocate = allocate): Backend {
  return {
    name: 'js',
    reason,
    memory: undefined,
    alloc,
    unary: (_kernel, twin) => twin,
    binary: (_kernel, twin) => twin,
  };
}
