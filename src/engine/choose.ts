import { choice, integer, known, options, unsharedMemory, webAssemblyModule } from '../calls/arguments.js';
import { reasonOf, wasmOrJs } from './automatic.js';
import type { Backend } from './backend.js';
import { embedded } from './embedded.js';
import { jsBackend } from './js.js';
import { DEFAULT_BYTES, MOST_BYTES, PAGE_BYTES, refuseToAllocate } from './linear.js';
import { wasmBackend } from './wasm.js';

const FN = 'createActivations';

/**
 * What to run on. All may be left out.
 *
 * @example
 * ```ts
 * import { createActivations } from 'wasm-activations';
 *
 * createActivations({ backend: 'js' }).backend.name; // → 'js'
 * ```
 */
export interface BackendOptions {
  /** `'auto'` (default) takes wasm where it can run and else JavaScript; `'wasm'` throws where it cannot. */
  readonly backend?: 'auto' | 'wasm' | 'js' | undefined;
  /** The size of the instance's own memory, in bytes, rounded up to pages of 64 KiB. Default 63 MiB. */
  readonly memoryBytes?: number | undefined;
  /** The memory of another program, to run inside: views of it are worked on in place, nothing else in it is touched. */
  readonly memory?: WebAssembly.Memory | undefined;
  /** The kernels of `wasm-activations/kernels.wasm`, compiled by a host that forbids compiling bytes. */
  readonly module?: WebAssembly.Module | undefined;
}

const KEYS = /* @__PURE__ */ known('backend', 'memoryBytes', 'memory', 'module');

function checked(given: unknown) {
  const { backend, memoryBytes, memory, module } = options<BackendOptions>(FN, given, KEYS);
  if (memory !== undefined && memoryBytes !== undefined) {
    throw new TypeError(`${FN}: expected memory or memoryBytes, got both`);
  }
  return {
    backend: backend === undefined ? 'auto' : choice(FN, 'backend', backend, ['auto', 'wasm', 'js']),
    memoryBytes:
      memoryBytes === undefined ? DEFAULT_BYTES : integer(FN, 'memoryBytes', memoryBytes, PAGE_BYTES, MOST_BYTES),
    memory: memory === undefined ? undefined : unsharedMemory(FN, 'memory', memory),
    module: module === undefined ? undefined : webAssemblyModule(FN, 'module', module),
  };
}

/** One backend, chosen once. With `'auto'` only a wrong option throws. `required`: the kernels that a given module must have. */
export function chooseBackend(given: BackendOptions, required: readonly string[] = []): Backend {
  const { backend, memoryBytes, memory, module } = checked(given);
  const alloc = memory === undefined ? undefined : refuseToAllocate;
  if (backend === 'js') return jsBackend('asked for', alloc);
  const make = () => {
    const wasm =
      module === undefined
        ? wasmBackend(embedded, memoryBytes, memory)
        : wasmBackend(() => module, memoryBytes, memory, required);
    return alloc === undefined ? wasm : { ...wasm, alloc };
  };
  if (backend === 'auto') return wasmOrJs(make, alloc);
  try {
    return make();
  } catch (cause) {
    throw new Error(`${FN}: backend 'wasm' cannot run here: ${reasonOf(cause)}`, { cause });
  }
}
