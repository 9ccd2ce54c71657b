import { Worker } from 'node:worker_threads';
import { type HashBlockElsewhere, hashAll } from '../verify/index.js';
import type { Task } from './verifyWorker.js';

interface Thread {
  readonly hashBlock: HashBlockElsewhere;
  end(): Promise<unknown>;
}

function startThread(task: Task): Thread {
  const worker = new Worker(new URL('./verifyWorker.js', import.meta.url), { workerData: task });
  let settle: { resolve(hash: number): void; reject(error: Error): void } | undefined;
  worker.on('message', (hash: number) => settle?.resolve(hash));
  worker.on('error', (error) => settle?.reject(error));
  worker.on('exit', () => settle?.reject(new Error('a thread ended before its work was done')));
  return {
    hashBlock: (block) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        worker.postMessage(block);
      }),
    end: () => worker.terminate(),
  };
}

/** The hashes of all blocks of a function, by threads that are ended afterwards. */
export async function hashOnThreads(task: Task, count: number, onBlock: () => void): Promise<Uint32Array> {
  const threads = Array.from({ length: count }, () => startThread(task));
  try {
    return await hashAll(
      threads.map(({ hashBlock }) => hashBlock),
      onBlock,
    );
  } finally {
    await Promise.all(threads.map(({ end }) => end()));
  }
}
