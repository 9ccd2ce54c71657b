import type { HashBlockElsewhere } from '../../../build/modules/verify/index.js';

import type { HashRequest } from './hash-worker.js';
import type { HashedName } from './hashed.js';

export interface Hashing {
  /** Each does one block at a time. */
  readonly workers: readonly HashBlockElsewhere[];
  /** Ends the workers in the middle of whatever they do. */
  end(): void;
}

function hashBlock(worker: Worker, request: HashRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message || 'a worker did not start'));
    worker.postMessage(request);
  });
}

/** Workers that hash blocks of results (src/verify), each with an instance of its own. */
export function startHashing(name: HashedName, backend: 'wasm' | 'js', threads: number): Hashing {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' }),
  );
  return {
    workers: workers.map((worker) => (block: number) => hashBlock(worker, { name, backend, block })),
    end() {
      for (const worker of workers) worker.terminate();
    },
  };
}
