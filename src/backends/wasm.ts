import { instantiateSync } from '@assemblyscript/loader';
import { type KernelName, kernelNames } from '../generated/kernels.js';
import { arena, fixedMemory, ownersArena, PAGE_BYTES } from '../memory.js';
import type { Backend } from './backend.js';
import { SCRATCH_BYTES, SHORT, TILE, type Tile, tile } from './tiles.js';

type Kernel = (...addressesLengthConstants: number[]) => void;
type Kernels = Record<KernelName, Kernel>;

/** Kernels that see `memory`. The raw exports: the loader's own wrap every call. */
function kernelsOver(memory: WebAssembly.Memory, module: WebAssembly.Module): Kernels {
  const exports = instantiateSync(module, { env: { memory } }).instance.exports as Kernels;
  for (const name of kernelNames) {
    if (typeof exports[name] !== 'function') throw new TypeError(`the module does not export the kernel ${name}`);
  }
  return exports;
}

/** Tells which arrays lie in `memory`, also after its owner grew it. */
function residence(memory: WebAssembly.Memory): (array: Float32Array) => boolean {
  let { buffer } = memory;
  return (array) => {
    if (buffer.byteLength === 0) buffer = memory.buffer; // detached by a growth
    return array.buffer === buffer;
  };
}

/**
 * The kernels over `host`, somebody's memory, or else over a memory of `memoryBytes` that is its own.
 * Arrays in that memory are worked on in place. Others go through the scratch tiles, which are always in a memory of
 * our own: in `host` nothing but the arguments is touched.
 */
export function wasmBackend(
  module: WebAssembly.Module,
  memoryBytes: number,
  host: WebAssembly.Memory | undefined,
): Backend {
  const own = fixedMemory(host === undefined ? memoryBytes : PAGE_BYTES);
  const tiled = kernelsOver(own, module);
  const resident = host === undefined ? tiled : kernelsOver(host, module);
  const inside = residence(host ?? own);
  const first = tile(own, 0);
  const second = tile(own, 1);

  /** Where the kernels that use the tiles find array[i] and the n - 1 after it: where it lies, or in a tile. */
  function fetch(array: Float32Array, isInside: boolean, into: Tile, i: number, n: number): number {
    if (isInside && host === undefined) return array.byteOffset + 4 * i;
    into.load(array, i, n);
    return into.address;
  }

  return {
    name: 'wasm',
    reason: 'WebAssembly SIMD runs here',
    memory: host ?? own,
    alloc: host === undefined ? arena(own, SCRATCH_BYTES) : ownersArena,

    unary(name) {
      const inPlace = resident[name];
      const throughTiles = tiled[name];
      return (x, out, ...constants) => {
        const { length } = x;
        const long = length > SHORT;
        const xInside = long && inside(x);
        const outInside = long && inside(out);
        if (xInside && outInside) {
          inPlace(x.byteOffset, out.byteOffset, length, ...constants);
          return;
        }
        for (let i = 0; i < length; i += TILE) {
          const n = Math.min(TILE, length - i);
          const from = fetch(x, xInside, first, i, n);
          const direct = outInside && host === undefined;
          throughTiles(from, direct ? out.byteOffset + 4 * i : first.address, n, ...constants);
          if (!direct) first.store(out, i, n);
        }
      };
    },

    binary(name) {
      const inPlace = resident[name];
      const throughTiles = tiled[name];
      return (x, dy, out, ...constants) => {
        const { length } = x;
        const long = length > SHORT;
        const xInside = long && inside(x);
        const dyInside = long && inside(dy);
        const outInside = long && inside(out);
        if (xInside && dyInside && outInside) {
          inPlace(x.byteOffset, dy.byteOffset, out.byteOffset, length, ...constants);
          return;
        }
        for (let i = 0; i < length; i += TILE) {
          const n = Math.min(TILE, length - i);
          const from = fetch(x, xInside, first, i, n);
          const dyFrom = fetch(dy, dyInside, second, i, n);
          const direct = outInside && host === undefined;
          throughTiles(from, dyFrom, direct ? out.byteOffset + 4 * i : first.address, n, ...constants);
          if (!direct) first.store(out, i, n);
        }
      };
    },
  };
}
