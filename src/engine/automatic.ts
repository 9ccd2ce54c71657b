import type { Backend } from './backend.js';
import { embedded } from './embedded.js';
import { jsBackend } from './js.js';
import { type Allocate, DEFAULT_BYTES } from './linear.js';
import { wasmBackend } from './wasm.js';

/** Why something failed, in words. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** The wasm backend that `make` makes, or JavaScript where it throws. */
export function wasmOrJs(make: () => Backend, alloc?: Allocate): Backend {
  try {
    return make();
  } catch (cause) {
    return jsBackend(reasonOf(cause), alloc);
  }
}

/** The backend that is chosen where nothing is asked for, with a memory of its own. */
export function automaticBackend(memoryBytes = DEFAULT_BYTES): Backend {
  return wasmOrJs(() => wasmBackend(embedded, memoryBytes, undefined));
}
