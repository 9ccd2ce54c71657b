import type { Modules } from './kernels.js';

/** The first and only message to a worker. */
export interface WorkerInit {
  /** Those of all functions, in one order on every thread. */
  readonly modules: Modules;
  readonly memory: WebAssembly.Memory;
  readonly block: SharedArrayBuffer;
  readonly slot: number;
  /** A Web Lock to hold for as long as the thread lives. */
  readonly lock?: string;
}

/** Its messages: once that it is ready, and that it has left a task whenever the calling thread waits for that. */
export type WorkerMessage = 'ready' | 'left';
