// What the machine's memory does: memory.copy of an array in two halves, on two threads at once.
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { compileString } from 'assemblyscript/asc';

const PAGE = 65_536;
const SOURCE = 'export function copy(to: usize, from: usize, bytes: usize): void { memory.copy(to, from, bytes); }';
const OPTIONS = /** @type {const} */ ({
  runtime: 'stub',
  importMemory: true,
  sharedMemory: true,
  maximumMemory: PAGE,
  enable: ['threads', 'bulk-memory'],
  optimizeLevel: 3,
});

/** @param {WebAssembly.Module} module @param {WebAssembly.Memory} memory */
function copierOver(module, memory) {
  const { copy } = new WebAssembly.Instance(module, { env: { memory } }).exports;
  return /** @type {(to: number, from: number, bytes: number) => void} */ (copy);
}

/**
 * A thread that copies the second half while `run` copies the first. Both spin: nothing but the copying is timed.
 * @param {number} bytes
 */
export async function copyPair(bytes) {
  const { binary, stderr } = await compileString(SOURCE, /** @type {any} */ (OPTIONS));
  if (binary === null) throw new Error(String(stderr));
  const module = new WebAssembly.Module(/** @type {Uint8Array<ArrayBuffer>} */ (binary));
  const pages = Math.ceil((2 * bytes) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  /** The rounds that were begun, and those that the other thread has finished. */
  const counts = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL(import.meta.url), { workerData: { module, memory, counts, bytes } });
  await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  const copy = copierOver(module, memory);
  return {
    run() {
      const round = Atomics.add(counts, 0, 1) + 1;
      Atomics.notify(counts, 0);
      copy(bytes, 0, bytes / 2);
      while (Atomics.load(counts, 1) !== round);
    },
    end: () => worker.terminate(),
  };
}

if (!isMainThread && workerData?.counts) {
  const { module, memory, counts, bytes } = workerData;
  const copy = copierOver(module, memory);
  const { parentPort } = await import('node:worker_threads');
  parentPort?.postMessage('ready');
  for (let round = 0; ; round++) {
    Atomics.wait(counts, 0, round);
    copy(bytes + bytes / 2, bytes / 2, bytes / 2);
    Atomics.store(counts, 1, round + 1);
  }
}
