// The package's worker, which ends itself before a given call of Atomics: at a known place in the protocol.
import { workerData } from 'node:worker_threads';

const { of, nth } = workerData;
let left = nth;

for (const name of of) {
  const original = Reflect.get(Atomics, name);
  Reflect.set(Atomics, name, (/** @type {unknown[]} */ ...args) => {
    left -= 1;
    if (left === 0) {
      process.exit();
      for (;;); // until the thread is gone
    }
    return original.apply(Atomics, args);
  });
}

await import('../../dist/parallel/worker.js');
