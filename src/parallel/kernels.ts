/** The kernels over a shared memory. The workers load it too: it imports little. */
import { NONE } from '../engine/none.js';
import { callRows, copyUnits, keepsTerms, NO_TERMS, roomMaker } from '../engine/room.js';
import { sharedMemory } from './memory.js';

/** Kernels whose arguments are those of rows. */
const ROWS: ReadonlySet<string> = new Set(['softmax', 'softmaxGrad', 'logSoftmax', 'logSoftmaxGrad']);

export type Kernel = (...addressesLengthConstants: number[]) => void;

export interface SharedKernels {
  /** In the order of the module's exports, which is one order on every thread: its index names a kernel. */
  readonly list: readonly Kernel[];
  readonly indexOf: ReadonlyMap<string, number>;
}

export function sharedKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): SharedKernels {
  const over = (memory: WebAssembly.Memory) =>
    new WebAssembly.Instance(module, { env: { memory } }).exports as Record<string, Kernel>;
  const { buffer } = memory;
  // Shared only because these kernels see no other: each thread has a room of its own.
  const roomFor = roomMaker(sharedMemory, over);

  /** A kernel of rows under the arguments of an elementwise one. Exponentials that it keeps lie in the thread's room, as its rows do. */
  function rowsKernel(name: string): Kernel {
    const at = (address: number, n: number) => new Float32Array(buffer, address, n);
    const inRoom = (x: number, dy: number, y: number, n: number, size: number) => {
      const room = roomFor(size);
      if (room === undefined) return false;
      const { kernels, terms } = room;
      copyUnits(room, at(x, n), dy === NONE ? undefined : at(dy, n), at(y, n), size, (from, dyFrom, n) =>
        callRows(kernels[name], from, dyFrom, from, n, size, terms),
      );
      return true;
    };
    const inPlace = exports[name];
    const keeps = keepsTerms(name);
    return (x, _bias, dy, _times, y, n, size) => {
      if (!keeps || !inRoom(x, dy, y, n, size)) callRows(inPlace, x, dy, y, n, size, NO_TERMS);
    };
  }

  const exports = over(memory);
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  return {
    list: names.map((name) => (ROWS.has(name) ? rowsKernel(name) : exports[name])),
    indexOf: new Map(names.map((name, index) => [name, index])),
  };
}
