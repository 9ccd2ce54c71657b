import type { Backend } from '../engine/backend.js';
import { integer } from './arguments.js';

/** What functions run on. */
export interface BackendInfo {
  /** `'wasm'`: the SIMD kernels. `'js'`: the TypeScript twins, which give the same bits. */
  readonly name: 'wasm' | 'js';
  /** Why, in words: for people to read. */
  readonly reason: string;
}

/** What an instance has besides its activations. */
export interface Members {
  /**
   * A zeroed Float32Array inside linear memory: kernels run on it in place, without copies. Never freed on its own;
   * the memory goes when the instance and all its arrays are gone. On the `'js'` backend a plain Float32Array.
   *
   * Throws a RangeError for a length that is negative or not an integer, and when the memory is exhausted, and a TypeError
   * where the memory belongs to another program.
   */
  readonly alloc: (length: number) => Float32Array;
  /** What the functions run on, and why. */
  readonly backend: BackendInfo;
  /** The linear memory: the one that was given, or the instance's own, whose start is scratch. None on `'js'`. */
  readonly memory: WebAssembly.Memory | undefined;
}

export function members(backend: Backend<unknown>): Members {
  const { name, reason, memory } = backend;
  return {
    alloc: (length) => backend.alloc(integer('alloc', 'length', length, 0, Number.MAX_SAFE_INTEGER)),
    backend: Object.freeze({ name, reason }),
    memory,
  };
}
