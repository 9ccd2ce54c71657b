import { type Conversion, isHalf, rawOf, viewOf } from './half.js';

/**
 * The scratch area: tiles, through which arrays from elsewhere are copied a piece at a time, small enough to stay in the first-level
 * cache. The wasm backend has one at the start of its own memory, the twins have one of theirs.
 */

/** Elements in a tile, of which there are two: 16 KiB, so that both fit a 32 KiB first-level cache. bench/README.md has the sizes tried. */
export const TILE = 4096;

/**
 * The address of the first tile. It is not 0: glibc 2.36 copies more than 2 KiB with `rep movsb`, which on Zen 3 runs at a
 * fourteenth of its speed where source and destination are a few bytes apart modulo 4096, and a large array mostly begins
 * 16 bytes into a page, or 0. 144 stays 112 bytes clear of both, also at offsets that are multiples of 256.
 * The table of experiments in bench/README.md has the figures.
 */
const START = 144;

/** The address of the tile at `index`, among tiles of `size` elements. */
export function tileAddress(index: number, size = TILE): number {
  return START + 4 * index * size;
}

/** The size of the scratch area, rounded up to a cache line. */
export const SCRATCH_BYTES = /* @__PURE__ */ Math.ceil(tileAddress(2) / 64) * 64;

/** Up to this length elements are copied one by one, which is cheaper than a call of `set` (`npm run bench -- --only short`, Node 20 and 24). */
export const SHORT = 8;

// Called on the caller's arrays, whose class may have a `set` of its own.
const { set } = Float32Array.prototype;

/** One tile: `load` brings a piece of an array in, `store` brings it out again. */
export interface Tile {
  readonly address: number;
  /** Its first `length` elements. */
  view(length: number): Float32Array;
  load(from: Float32Array, start: number, length: number): void;
  store(to: Float32Array, start: number, length: number): void;
}

/**
 * The tile at `index` at the start of `memory`, where each has `size` elements. With a conversion, pieces of float16 are copied as they are
 * and converted inside the tile; else `set` converts them.
 */
export function tile(
  memory: { readonly buffer: ArrayBufferLike },
  index: number,
  size = TILE,
  conversion?: Conversion,
): Tile {
  const address = tileAddress(index, size);
  let full = new Float32Array(memory.buffer, address, size);
  /** The view that the last piece needed; arrays of one size come again and again. */
  let part = full;

  function view(length: number): Float32Array {
    // The program may call memory.grow(0), which detaches every view.
    if (full.length === 0) part = full = new Float32Array(memory.buffer, address, size);
    if (length === size) return full;
    if (part.length !== length) part = new Float32Array(memory.buffer, address, length);
    return part;
  }

  return {
    address,
    view,
    load(from, start, length) {
      const to = view(length);
      if (length <= SHORT) {
        for (let i = 0; i < length; i++) to[i] = from[start + i];
      } else if (conversion !== undefined && isHalf(from)) {
        // Into the second half of the tile: `widen` reads ahead of what it writes.
        const raw = address + 2 * size;
        new Uint16Array(memory.buffer, raw, length).set(rawOf(from, start, length));
        conversion.widen(raw, address, length);
      } else {
        to.set(length === from.length ? from : viewOf(from, start, length));
      }
    },
    store(to, start, length) {
      const from = view(length);
      if (length <= SHORT) {
        for (let i = 0; i < length; i++) to[start + i] = from[i];
      } else if (conversion !== undefined && isHalf(to)) {
        conversion.narrow(address, address, length);
        rawOf(to, start, length).set(new Uint16Array(memory.buffer, address, length));
      } else {
        set.call(to, from, start);
      }
    },
  };
}

/** Gives the scratch area of `memory` as two large tiles, or as four or eight smaller ones where a call needs more. */
export function tileMaker(
  memory: { readonly buffer: ArrayBufferLike },
  conversion?: Conversion,
): (count: number) => readonly Tile[] {
  const made = new Map<number, readonly Tile[]>();
  return (count) => {
    const size = tileSize(count);
    let tiles = made.get(size);
    if (tiles === undefined) {
      tiles = Array.from({ length: (2 * TILE) / size }, (_, index) => tile(memory, index, size, conversion));
      made.set(size, tiles);
    }
    return tiles;
  };
}

/** How many elements each of `count` tiles has. */
export function tileSize(count: number): number {
  if (count <= 2) return TILE;
  return count <= 4 ? TILE / 2 : TILE / 4;
}
