// Two threads that do the same thing to an array's halves, again and again, and meet only at the end: what they could
// reach if handing work over cost nothing.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const ROUND = 0;
const DONE = 1;
const CALLS = 2;
const OPERANDS = 3;
/** Looks before the other thread sleeps: between two timed rounds it should not. */
const SPINS = 20_000;

/** @typedef {(...operands: number[]) => void} Body */

/** @param {{ module: WebAssembly.Module, memory: WebAssembly.Memory, name: string }} what */
function bodyOf({ module, memory, name }) {
  return /** @type {Body} */ (new WebAssembly.Instance(module, { env: { memory } }).exports[name]);
}

/**
 * `run` makes `calls` calls of the export `name` on each thread.
 * @param {WebAssembly.Module} module @param {WebAssembly.Memory} memory @param {string} name
 */
export async function pair(module, memory, name) {
  const words = new Int32Array(new SharedArrayBuffer(4 * (OPERANDS + 3)));
  const what = { module, memory, name };
  const worker = new Worker(new URL(import.meta.url), { workerData: { pair: { ...what, words } } });
  await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  const body = bodyOf(what);
  return {
    /** @param {number} calls @param {readonly number[]} mine @param {readonly number[]} theirs */
    run(calls, [a, b, c], theirs) {
      words[CALLS] = calls;
      words.set(theirs, OPERANDS);
      const round = Atomics.add(words, ROUND, 1) + 1;
      Atomics.notify(words, ROUND);
      for (let i = 0; i < calls; i++) body(a, b, c);
      while (Atomics.load(words, DONE) !== round);
    },
    end: () => worker.terminate(),
  };
}

if (!isMainThread && workerData?.pair) {
  /** @type {{ words: Int32Array }} */
  const { words } = workerData.pair;
  const body = bodyOf(workerData.pair);
  parentPort?.postMessage('ready');
  for (let round = 0; ; round++) {
    for (let i = 0; i < SPINS && Atomics.load(words, ROUND) === round; i++);
    Atomics.wait(words, ROUND, round);
    const calls = words[CALLS];
    const [a, b, c] = words.subarray(OPERANDS);
    for (let i = 0; i < calls; i++) body(a, b, c);
    Atomics.store(words, DONE, round + 1);
  }
}
