import { bring } from './broadcast.js';
import type { Around, Code, Kernel, Run } from './kernel.js';
import { NONE } from './none.js';
import { dy as dys, dyTile, alpha as third, thirdTile, x as xs, xTile } from './scratch.js';
import { runSurrounded } from './surrounded.js';
import { TILE, type Tile } from './tiles.js';
import { OUTSIDE, type WasmEngine } from './wasm.js';

/**
 * A kernel in TypeScript: on the first `n` elements of the scratch tiles, x (in place) and dy. It may go on to the next
 * multiple of four: the tiles have space for that, and those elements are not read.
 *
 * Most are a plain loop over a scalar function. relu and leakyRelu do four elements in each iteration, which makes
 * them 1.17 to 1.25 times as fast (`npm run bench -- --only relu`); with a helper for one of the four V8 ran out of inlining budget in
 * relu's gradDy and called it for each: 0.5x of the arithmetic loop, 1.3x without.
 */
export type Twin = (n: number, a: number, b: number, c: number, d: number, e: number) => void;

/** A kernel's twins. */
export interface Twins {
  /** Overwrites the tile x with f(x). */
  readonly plain: Twin;
  /** Overwrites the tile x with dy * f(x). Left out, it is the product of dy and the float32 f(x). */
  readonly withDy?: Twin | undefined;
}

/** A kernel whose results depend on one element each. */
export function elementwiseKernel(code: Code, fn: string, cost: number, twins: Twins): Kernel {
  return {
    code,
    fn,
    loop: 'elementwise',
    cost,
    keepsTerms: false,
    onWasm: (engine) => overTiles(engine, code),
    onJs: () => overTwins(twins),
  };
}

/** The kernel on arrays inside linear memory, in place, or through the scratch tiles. */
export function overTiles(engine: WasmEngine, code: Code): Run {
  const { addressOf, isOwn } = engine;
  const inPlace = engine.kernel(code);
  const throughTiles = engine.tiledKernel(code);
  const [first, second] = engine.tiles(2);

  /** Where the kernels over our own memory find n elements of `array` from i on: in place, or copied into a tile. */
  function fetch(array: Float32Array, address: number, into: Tile, i: number, n: number): number {
    if (address !== OUTSIDE && isOwn) return address + 4 * i;
    into.load(array, i, n);
    return into.address;
  }

  return (x, dy, out, a, b, c, d, e, around) => {
    const { length } = x;
    if (around !== undefined) {
      const { bias, times, from, to } = around;
      // A factor as long as x is what dy is, and nothing else surrounds the activation: a tenth of a microsecond instead of half of one.
      const isFactor = bias === undefined && dy === undefined && times?.length === length;
      if (!isFactor || to - from !== length) {
        runSurrounded(engine, code, x, dy, out, a, b, c, d, e, around);
        return;
      }
      dy = times;
    }
    const xAt = addressOf(x);
    const dyAt = dy === undefined ? NONE : addressOf(dy);
    const outAt = out === x ? xAt : addressOf(out);
    if (xAt !== OUTSIDE && dyAt !== OUTSIDE && outAt !== OUTSIDE) {
      inPlace(xAt, NONE, dyAt, NONE, outAt, length, a, b, c, d, e);
      return;
    }
    const isDirect = outAt !== OUTSIDE && isOwn;
    for (let i = 0; i < length; i += TILE) {
      const n = Math.min(TILE, length - i);
      const from = fetch(x, xAt, first, i, n);
      const dyFrom = dy === undefined ? NONE : fetch(dy, dyAt, second, i, n);
      throughTiles(from, NONE, dyFrom, NONE, isDirect ? outAt + 4 * i : first.address, n, a, b, c, d, e);
      if (!isDirect) first.store(out, i, n);
    }
  };
}

/** The twins, on arrays that are copied through the scratch tiles. */
function overTwins({ plain, withDy = productOf(plain) }: Twins): Run {
  return (x, dy, out, a, b, c, d, e, around) => {
    const from = around === undefined ? 0 : around.from;
    const to = around === undefined ? x.length : around.to;
    for (let i = from; i < to; i += TILE) {
      const n = Math.min(TILE, to - i);
      xTile.load(x, i, n);
      if (around !== undefined) {
        if (surround(x.length, dy, around, i, n)) withDy(n, a, b, c, d, e);
        else plain(n, a, b, c, d, e);
      } else if (dy === undefined) plain(n, a, b, c, d, e);
      else {
        dyTile.load(dy, i, n);
        withDy(n, a, b, c, d, e);
      }
      xTile.store(out, i, n);
    }
  };
}

/** Brings x + bias, dy * times and alpha into the tiles. Returns whether there is a dy or a times. */
function surround(length: number, dy: Float32Array | undefined, around: Around, i: number, n: number): boolean {
  const { bias, alpha, times, inner } = around;
  if (bias !== undefined) {
    bring(bias, length, inner, i, n, dyTile);
    for (let j = 0; j < n; j++) xs[j] += dys[j];
  }
  const factor = dy ?? times;
  if (factor !== undefined) bring(factor, length, inner, i, n, dyTile);
  if (dy !== undefined && times !== undefined) {
    bring(times, length, inner, i, n, thirdTile);
    for (let j = 0; j < n; j++) dys[j] *= third[j];
  }
  if (alpha !== undefined) bring(alpha, length, inner, i, n, thirdTile);
  return factor !== undefined;
}

/** dy times what `plain` gives. */
function productOf(plain: Twin): Twin {
  return (n, a, b, c, d, e) => {
    plain(n, a, b, c, d, e);
    for (let i = 0; i < n; i++) xs[i] *= dys[i];
  };
}
