import { type KernelName, kernelNames } from '../generated/kernels.js';
import { type Backend, eachRow } from './backend.js';
import { arena, fixedMemory, PAGE_BYTES, refuseToAllocate } from './linear.js';
import { instantiateSync } from './loader.js';
import { NONE } from './none.js';
import { callRows, copyUnits, keepsTerms, NO_TERMS, roomMaker } from './room.js';
import { SCRATCH_BYTES, TILE, type Tile, tile } from './tiles.js';

type Kernel = (...addressesLengthConstants: number[]) => void;
type Kernels = Record<KernelName, Kernel> & { half(x: number): number };

/**
 * Kernels that see `memory`. The raw exports: the loader's own wrap every call.
 *
 * Results must be the same for subnormal numbers too. In audio worklets Firefox flushes them to zero in wasm, but not in
 * JavaScript (Firefox 153, `npm run test:places`).
 */
function kernelsOver(memory: WebAssembly.Memory, module: WebAssembly.Module): Kernels {
  const exports = instantiateSync(module, { env: { memory } }).instance.exports as Kernels;
  for (const name of kernelNames) {
    if (typeof exports[name] !== 'function') throw new TypeError(`the module does not export the kernel ${name}`);
  }
  if (exports.half(2 ** -148) === 0)
    throw new Error('this environment makes WebAssembly flush subnormal numbers to zero');
  return exports;
}

/** Elements of x up to which preluGradAlpha has x and dy copied, since that memory is kept: 8 MiB. The twin does more of them. */
const MOST_TO_COPY = 2 ** 20;

/** The address of an array that lies elsewhere. */
const OUTSIDE = -1;

/**
 * Where an array lies in `memory`, from `start` on, also after its owner grew it; or OUTSIDE.
 * Each getter is read once, `buffer` last: Node 20 makes each a call of some 20 ns, and asking a small array for its
 * buffer first has to make one.
 */
function addressIn(memory: WebAssembly.Memory, start: number): (array: Float32Array) => number {
  let { buffer } = memory;
  return (array) => {
    const offset = array.byteOffset;
    if (offset < start) return OUTSIDE;
    if (buffer.byteLength === 0) buffer = memory.buffer; // detached by a growth
    return array.buffer === buffer ? offset : OUTSIDE;
  };
}

/**
 * The kernels over `host`, the memory of another program, or else over a memory of their own of `memoryBytes`.
 * Arrays in that memory are worked on in place. Others go through the scratch tiles, which are always in a memory of
 * our own: in `host` nothing but the arguments is touched. Rows and channels go through a room (src/engine/room.ts).
 */
export function wasmBackend(
  module: WebAssembly.Module,
  memoryBytes: number,
  host: WebAssembly.Memory | undefined,
): Backend {
  const own = fixedMemory(host === undefined ? memoryBytes : PAGE_BYTES);
  const tiled = kernelsOver(own, module);
  const resident = host === undefined ? tiled : kernelsOver(host, module);
  const addressOf = host === undefined ? addressIn(own, SCRATCH_BYTES) : addressIn(host, 0);
  const first = tile(own, 0);
  const second = tile(own, 1);
  const roomFor = roomMaker(fixedMemory, (memory) => kernelsOver(memory, module));

  /** Where the kernels over our own memory find array[i] and the n - 1 after it: in place, or copied into a tile. */
  function fetch(array: Float32Array, address: number, into: Tile, i: number, n: number): number {
    if (address !== OUTSIDE && host === undefined) return address + 4 * i;
    into.load(array, i, n);
    return into.address;
  }

  return {
    name: 'wasm',
    reason: 'WebAssembly SIMD runs here',
    memory: host ?? own,
    alloc: host === undefined ? arena(own, SCRATCH_BYTES) : refuseToAllocate,

    unary(name) {
      const inPlace = resident[name];
      const throughTiles = tiled[name];
      return (x, out, a, b, c, d, e) => {
        const { length } = x;
        const xAt = addressOf(x);
        const outAt = out === x ? xAt : addressOf(out);
        if (xAt !== OUTSIDE && outAt !== OUTSIDE) {
          inPlace(xAt, NONE, NONE, NONE, outAt, length, a, b, c, d, e);
          return;
        }
        const direct = outAt !== OUTSIDE && host === undefined;
        for (let i = 0; i < length; i += TILE) {
          const n = Math.min(TILE, length - i);
          const from = fetch(x, xAt, first, i, n);
          const to = direct ? outAt + 4 * i : first.address;
          throughTiles(from, NONE, NONE, NONE, to, n, a, b, c, d, e);
          if (!direct) first.store(out, i, n);
        }
      };
    },

    binary(name) {
      const inPlace = resident[name];
      const throughTiles = tiled[name];
      return (x, dy, out, a, b, c, d, e) => {
        const { length } = x;
        const xAt = addressOf(x);
        const dyAt = dy === undefined ? NONE : addressOf(dy);
        const outAt = addressOf(out);
        if (xAt !== OUTSIDE && dyAt !== OUTSIDE && outAt !== OUTSIDE) {
          inPlace(xAt, NONE, dyAt, NONE, outAt, length, a, b, c, d, e);
          return;
        }
        const direct = outAt !== OUTSIDE && host === undefined;
        for (let i = 0; i < length; i += TILE) {
          const n = Math.min(TILE, length - i);
          const from = fetch(x, xAt, first, i, n);
          const dyFrom = dy === undefined ? NONE : fetch(dy, dyAt, second, i, n);
          const to = direct ? outAt + 4 * i : first.address;
          throughTiles(from, NONE, dyFrom, NONE, to, n, a, b, c, d, e);
          if (!direct) first.store(out, i, n);
        }
      };
    },

    rows(name, twin) {
      const eachByTwin = eachRow(twin);
      const keeps = keepsTerms(name);
      return (x, dy, out, size) => {
        const xAt = addressOf(x);
        const dyAt = dy === undefined ? NONE : addressOf(dy);
        const outAt = addressOf(out);
        const isInside = xAt !== OUTSIDE && dyAt !== OUTSIDE && outAt !== OUTSIDE;
        const inPlace = (terms: number) => callRows(resident[name], xAt, dyAt, outAt, x.length, size, terms);
        if (isInside && !keeps) return inPlace(NO_TERMS);
        // The tiles, of which there are two, hold no argument then.
        if (isInside && host === undefined && size <= TILE) return inPlace(first.address);
        // To copy a row costs less than to compute its exponentials again.
        const room = roomFor(size);
        if (room !== undefined) {
          const { kernels, terms } = room;
          copyUnits(room, x, dy, out, size, (from, dyFrom, n) =>
            callRows(kernels[name], from, dyFrom, from, n, size, terms),
          );
        } else if (isInside) inPlace(NO_TERMS);
        else eachByTwin(x, dy, out, size);
      };
    },

    channels(name, twin) {
      return (x, dy, out, alpha, inner, kink) => {
        const unit = alpha.length * inner;
        const room = roomFor(unit);
        if (room === undefined) return twin(x, dy, out, alpha, inner, kink);
        // The kernel takes an alpha for each element.
        const each = Math.max(unit, TILE - (TILE % unit));
        const broadcast = Float32Array.from({ length: each }, (_, i) => alpha[Math.floor(i / inner) % alpha.length]);
        room.sums.load(broadcast, 0, each);
        const kernel = room.kernels[name];
        copyUnits(room, x, dy, out, unit, (from, dyFrom, n) =>
          kernel(from, NONE, dyFrom, NONE, from, n, room.terms, kink),
        );
      };
    },

    channelSums(name, twin) {
      return (x, dy, out, inner) => {
        const { length } = x;
        const channels = out.length;
        const [xAt, dyAt, outAt] = [addressOf(x), addressOf(dy), addressOf(out)];
        if (xAt !== OUTSIDE && dyAt !== OUTSIDE && outAt !== OUTSIDE) {
          resident[name](xAt, dyAt, outAt, length, channels, inner);
          return;
        }
        // A channel's sum runs through all of x, so that a piece of it is of no use.
        const room = length <= MOST_TO_COPY ? roomFor(Math.max(length, channels)) : undefined;
        if (room === undefined) {
          twin(x, dy, out, inner);
          return;
        }
        room.first.load(x, 0, length);
        room.second.load(dy, 0, length);
        room.kernels[name](room.first.address, room.second.address, room.terms, length, channels, inner);
        room.sums.store(out, 0, channels);
      };
    },
  };
}
