import type { KernelBackend } from '@tensorflow/tfjs-core';
import { cpuReach } from './cpu.js';
import { prove, type Reach } from './access.js';
import { wasmReach } from './wasm.js';

const REACHES = { cpu: cpuReach, wasm: wasmReach };

/** A backend of TensorFlow.js that our functions run on. */
export type BackendName = keyof typeof REACHES;
export const backendNames = Object.keys(REACHES) as readonly BackendName[];

export function isBackendName(name: string): name is BackendName {
  return Object.hasOwn(REACHES, name);
}

/** Which backends are within reach. */
export interface Connections {
  /** How `backend`, known to TensorFlow.js as `name`, is reached; undefined, after a warning, where it is not. */
  reach(name: BackendName, backend: KernelBackend): Reach | undefined;
  /** Why the backend of that name is out of reach, if it turned out to be. */
  reason(name: BackendName): string | undefined;
}

/**
 * Each backend object is examined once, when it is first met: TensorFlow.js makes it late, and anew after `tf.removeBackend`
 * and `tf.engine().reset()`.
 */
export function connections(warnOnce: (message: string) => void): Connections {
  const met = new WeakMap<KernelBackend, Reach | undefined>();
  const reasons = new Map<BackendName, string>();

  function connect(name: BackendName, backend: KernelBackend): Reach | undefined {
    try {
      const reach = REACHES[name](backend);
      prove(reach, backend);
      reasons.delete(name);
      return reach;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      reasons.set(name, reason);
      warnOnce(`TensorFlow.js keeps its own kernels on its backend '${name}': ${reason}`);
      return undefined;
    }
  }

  return {
    reach(name, backend) {
      if (!met.has(backend)) met.set(backend, connect(name, backend));
      return met.get(backend);
    },
    reason: (name) => reasons.get(name),
  };
}
