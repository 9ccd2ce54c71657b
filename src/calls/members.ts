import { integer } from './arguments.js';
import type { GetBackend } from './binding.js';

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
  readonly alloc: (length: number) => Float32Array<ArrayBuffer>;
  /** What the functions run on, and why. */
  readonly backend: BackendInfo;
  /** The linear memory: the one that was given, or the instance's own, whose start is scratch. None on `'js'`. */
  readonly memory: WebAssembly.Memory | undefined;
}

/** How Node's console shows an object. */
const INSPECT = /* @__PURE__ */ Symbol.for('nodejs.util.inspect.custom');

/** An object whose properties are read anew each time, and which the console shows as if it had them. */
export function live<T extends object>(keys: readonly (keyof T)[], read: () => T): T {
  const object = {} as T;
  for (const key of keys) Object.defineProperty(object, key, { enumerable: true, get: () => read()[key] });
  Object.defineProperty(object, INSPECT, { value: () => ({ ...object }) });
  return Object.freeze(object);
}

export function allocate(backend: GetBackend, length: unknown): Float32Array<ArrayBuffer> {
  return backend().alloc(integer('alloc', 'length', length, 0, Number.MAX_SAFE_INTEGER));
}
