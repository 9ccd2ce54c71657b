import type { KernelBackend } from '@tensorflow/tfjs-core';
import { type Access, prove } from './access.js';
import { cpuAccess } from './cpu.js';
import { wasmAccess } from './wasm.js';

const ACCESSES = { cpu: cpuAccess, wasm: wasmAccess };

/** A backend of TensorFlow.js that our functions run on. */
export type BackendName = keyof typeof ACCESSES;
export const backendNames = Object.keys(ACCESSES) as readonly BackendName[];

export function isBackendName(name: string): name is BackendName {
  return Object.hasOwn(ACCESSES, name);
}

/** The backends whose access is proven. */
const proven = new WeakMap<KernelBackend, Access>();

function connect(name: BackendName, backend: KernelBackend): Access {
  proven.delete(backend);
  const access = ACCESSES[name](backend);
  prove(access, backend);
  proven.set(backend, access);
  return access;
}

/** The access to a backend. Throws, and says why, where there is none. */
export function accessTo(name: BackendName, backend: KernelBackend): Access {
  return proven.get(backend) ?? connect(name, backend);
}

/** Which backends can be worked on. */
export interface Connections {
  /** The access to `backend`, known to TensorFlow.js as `name`; undefined, after a warning, where there is none. */
  access(name: BackendName, backend: KernelBackend): Access | undefined;
  /** Why there is no access to the backend of that name, if that turned out to be so. */
  reason(name: BackendName): string | undefined;
}

/**
 * Each backend object is examined once, when it is first met: TensorFlow.js makes it late, and anew after `tf.removeBackend`
 * and `tf.engine().reset()`.
 */
export function connections(warnOnce: (message: string) => void): Connections {
  const met = new WeakMap<KernelBackend, Access | null>();
  const reasons = new Map<BackendName, string>();

  function meet(name: BackendName, backend: KernelBackend): Access | null {
    try {
      const access = connect(name, backend);
      reasons.delete(name);
      return access;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      reasons.set(name, reason);
      warnOnce(`TensorFlow.js keeps its own kernels on its backend '${name}': ${reason}`);
      return null;
    }
  }

  return {
    access(name, backend) {
      let access = met.get(backend);
      if (access === undefined) {
        access = meet(name, backend);
        met.set(backend, access);
      }
      return access ?? undefined;
    },
    reason: (name) => reasons.get(name),
  };
}
