/**
 * A scratch area of two tiles, through which arrays from elsewhere are copied a piece at a time, small enough to stay in
 * the first-level cache. The wasm backend has one at the start of its own memory, the twins have one of theirs.
 */

/** Elements in a tile: 16 KiB, so that both tiles fit a 32 KiB first-level cache. `bench/README.md` has the sizes tried. */
export const TILE = 4096;

/**
 * Where the first tile begins. Not at 0: glibc 2.36 copies more than 2 KiB with `rep movsb`, which on Zen 3 runs at a
 * fourteenth of its speed where source and destination are a few bytes apart modulo 4096, and a large array mostly begins
 * 16 bytes into a page, or 0. 144 stays 112 bytes clear of both, also at offsets that are multiples of 256.
 * The table of experiments in bench/README.md has the figures.
 */
const START = 144;

/** Where the tile at `index` begins, among tiles of `size` elements. */
export function tileAddress(index: number, size = TILE): number {
  return START + 4 * index * size;
}

/** Behind the tiles: room for the slopes of prelu, where they lie elsewhere. */
export const SLOPES = 1024;
export const SLOPES_ADDRESS = tileAddress(2);

/** Tiles and slopes, rounded up to a cache line. */
export const SCRATCH_BYTES = Math.ceil((SLOPES_ADDRESS + 4 * SLOPES) / 64) * 64;

/**
 * Up to here elements are copied one by one, which is cheaper than a call of `set`. Measured with
 * `npm run bench -- --only short`, Node 20 and 24.
 */
export const SHORT = 8;

// Called on the caller's arrays, whose class may have a `set` of its own.
const { set } = Float32Array.prototype;

/** One tile: `load` brings a piece of an array in, `store` brings it out again. */
export interface Tile {
  readonly address: number;
  load(from: Float32Array, start: number, length: number): void;
  store(to: Float32Array, start: number, length: number): void;
}

/** The tile at `index` at the start of `memory`, where each has `size` elements. */
export function tile(memory: { readonly buffer: ArrayBuffer }, index: number, size = TILE): Tile {
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
    load(from, start, length) {
      const to = view(length);
      if (length <= SHORT) {
        for (let i = 0; i < length; i++) to[i] = from[start + i];
      } else {
        const piece =
          length === from.length ? from : new Float32Array(from.buffer, from.byteOffset + 4 * start, length);
        to.set(piece);
      }
    },
    store(to, start, length) {
      const from = view(length);
      if (length <= SHORT) {
        for (let i = 0; i < length; i++) to[start + i] = from[i];
      } else {
        set.call(to, from, start);
      }
    },
  };
}
