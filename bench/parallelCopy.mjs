// What the machine's memory does: memory.copy of an array in two halves, on two threads at once.
import { compileString } from 'assemblyscript/asc';
import { pair } from './parallelPair.mjs';

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

/** @param {number} bytes */
export async function copyPair(bytes) {
  const { binary, stderr } = await compileString(SOURCE, /** @type {any} */ (OPTIONS));
  if (binary === null) throw new Error(String(stderr));
  const module = new WebAssembly.Module(/** @type {Uint8Array<ArrayBuffer>} */ (binary));
  const pages = Math.ceil((2 * bytes) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const { run, end } = await pair(module, memory);
  const half = bytes / 2;
  return {
    /** @param {number} calls */
    run: (calls) => run('copy', calls, [bytes, 0, half], [bytes + half, half, half]),
    end,
  };
}
