// Two threads that call the same kernel on an array's halves, again and again, and wait for each other only at the end of a
// row of calls: what two threads could reach if handing work over cost nothing.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** Words that the threads share: how many rows were begun and finished, and what a row is. */
const BEGUN = 0;
const FINISHED = 1;
const CALLS = 2;
const KERNEL = 3;
const WORDS = 4;
/** The worker's operands: addresses, a length, constants. */
const MOST_OPERANDS = 8;
/** How often the worker polls before it sleeps: between two timed rows it should not. */
const SPINS = 20_000;

/** @typedef {(...operands: number[]) => void} Kernel */

/** The module's exports, in an order that is the same on both threads. @param {{ module: WebAssembly.Module, memory: WebAssembly.Memory }} what */
function kernelsOf({ module, memory }) {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return new Map(WebAssembly.Module.exports(module).map(({ name }) => [name, /** @type {Kernel} */ (exports[name])]));
}

/** @param {WebAssembly.Module} module @param {WebAssembly.Memory} memory */
export async function pair(module, memory) {
  const words = new Int32Array(new SharedArrayBuffer(4 * WORDS));
  const operands = new Float64Array(new SharedArrayBuffer(8 * MOST_OPERANDS));
  const what = { module, memory };
  const worker = new Worker(new URL(import.meta.url), { workerData: { pair: { ...what, words, operands } } });
  await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  const kernels = kernelsOf(what);
  const names = [...kernels.keys()];
  return {
    /**
     * `calls` calls of the export `name` on each thread: one after the other with the operands of `mine` on this one, with
     * those of `theirs` on the other.
     * @param {string} name @param {number} calls @param {readonly number[]} mine @param {readonly number[]} theirs
     */
    run(name, calls, mine, theirs) {
      const kernel = /** @type {Kernel} */ (kernels.get(name));
      words[CALLS] = calls;
      words[KERNEL] = names.indexOf(name);
      operands.fill(0);
      operands.set(theirs);
      const row = Atomics.add(words, BEGUN, 1) + 1;
      Atomics.notify(words, BEGUN);
      const [a, b, c, d = 0, e = 0, f = 0, g = 0, h = 0] = mine;
      for (let i = 0; i < calls; i++) kernel(a, b, c, d, e, f, g, h);
      while (Atomics.load(words, FINISHED) !== row);
    },
    end: () => worker.terminate(),
  };
}

/** The worker: a row of calls whenever one has begun. @param {{ words: Int32Array, operands: Float64Array, module: WebAssembly.Module, memory: WebAssembly.Memory }} what */
function work({ words, operands, ...what }) {
  const kernels = [...kernelsOf(what).values()];
  parentPort?.postMessage('ready');
  for (let row = 0; ; row++) {
    for (let i = 0; i < SPINS && Atomics.load(words, BEGUN) === row; i++);
    // Again where the notification came for a row that is finished already.
    while (Atomics.load(words, BEGUN) === row) Atomics.wait(words, BEGUN, row);
    const calls = words[CALLS];
    const kernel = kernels[words[KERNEL]];
    const [a, b, c, d, e, f, g, h] = operands;
    for (let i = 0; i < calls; i++) kernel(a, b, c, d, e, f, g, h);
    Atomics.store(words, FINISHED, row + 1);
  }
}

if (!isMainThread && workerData?.pair) work(workerData.pair);
