// The package's worker, disturbed at given calls of Atomics: at a known place in the protocol.
import { workerData } from 'node:worker_threads';

const { of, nth, ms } = workerData;
const nobody = new Int32Array(new SharedArrayBuffer(4));
const { wait } = Atomics;
let left = nth;

for (const name of of) {
  const original = Reflect.get(Atomics, name);
  Reflect.set(Atomics, name, (/** @type {unknown[]} */ ...args) => {
    left -= 1;
    if (left === 0 && ms === undefined) {
      process.exit();
      for (;;); // until the thread is gone
    }
    const result = original.apply(Atomics, args);
    if (left <= 0) wait(nobody, 0, 0, ms);
    return result;
  });
}

await import('../../dist/parallel/worker.js');
