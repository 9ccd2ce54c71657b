import { automaticBackend, reasonOf } from '../engine/automatic.js';
import { compileBinary } from '../engine/compile.js';
import { decode } from '../engine/decode.js';
import { allKernels } from '../generated/allKernels.js';
import { type AsyncBackend, threadedBackend } from './backend.js';
import { onShared, sharedMemory } from './memory.js';
import { nodeThreads } from './node.js';
import { Pool } from './pool.js';
import type { Spawn } from './spawn.js';

/** Why threads cannot share a memory here; `undefined` where they can. */
function obstacle(): string | undefined {
  if (nodeThreads === undefined && globalThis.crossOriginIsolated === false) {
    return (
      'this page is not cross-origin isolated: it must be served with the headers ' +
      'Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp'
    );
  }
  if (typeof SharedArrayBuffer === 'undefined') return 'this environment has no SharedArrayBuffer';
  if (nodeThreads === undefined && typeof Worker === 'undefined') return 'this environment has no workers';
  return undefined;
}

/** The synchronous package's backend, on the calling thread. */
function oneThread(why: string, memoryBytes: number): AsyncBackend {
  const backend = automaticBackend(memoryBytes);
  return {
    ...backend,
    reason: `${backend.reason}; one thread: ${why}`,
    threads: 1,
    // Its functions return nothing: the work is done by then.
    kernel: backend.kernel as AsyncBackend['kernel'],
    end: async () => {},
  };
}

/** The threads and what they share. Throws where this process may not reserve the memories, of which there are two. */
function startPool(threads: number, memoryBytes: number, spawn: Spawn): Promise<Pool> {
  const modules = Object.entries(allKernels()).map(
    ([name, binary]) => [name, compileBinary(onShared(decode(binary)))] as const,
  );
  return Pool.start(modules, sharedMemory(memoryBytes), threads, spawn);
}

/** Threads where they can be had, else one thread. */
export async function chooseParallelBackend(threads: number, memoryBytes: number, spawn: Spawn): Promise<AsyncBackend> {
  const why = obstacle();
  if (why !== undefined) return oneThread(why, memoryBytes);
  try {
    return threadedBackend(await startPool(threads, memoryBytes, spawn));
  } catch (cause) {
    return oneThread(reasonOf(cause), memoryBytes);
  }
}
