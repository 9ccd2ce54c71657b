// The package's worker with a fault at given calls of Atomics: at a known place in the protocol.
import { workerData } from 'node:worker_threads';

const { functions, nth, ms } = workerData;
const unused = new Int32Array(new SharedArrayBuffer(4));
const { wait } = Atomics;
let left = nth;

for (const name of functions) {
  const original = Reflect.get(Atomics, name);
  Reflect.set(Atomics, name, (/** @type {unknown[]} */ ...args) => {
    left -= 1;
    if (left === 0 && ms === undefined) {
      process.exit();
      for (;;); // until the thread has ended
    }
    const result = original.apply(Atomics, args);
    if (left <= 0) wait(unused, 0, 0, ms);
    return result;
  });
}

await import('../../build/modules/parallel/worker.js');
