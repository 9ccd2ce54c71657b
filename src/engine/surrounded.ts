import { bring, broadcast, spanLength } from './broadcast.js';
import type { Around, Code } from './kernel.js';
import { NONE } from './none.js';
import { TILE, type Tile, tileSize } from './tiles.js';
import { OUTSIDE, type WasmEngine } from './wasm.js';

/** Up to this length a turn of channels that is longer than a span is broadcast once, and its pieces are copied into the tile. */
const LONGEST_TURN = 65_536;

/** An input that a kernel finds in a tile, where it is copied or broadcast a span at a time. */
interface Brought {
  /** As it was given, or a whole turn of its channels. */
  readonly array: Float32Array;
  /** How many elements follow each other of one entry of `array`. */
  readonly inner: number;
  readonly tile: Tile;
  /** Whether the tile serves all spans: each begins with the first channel. */
  readonly isRepeated: boolean;
}

/** A kernel with what surrounds the activation. Where all arrays lie inside and are as long as x, it is one call. */
export function runSurrounded(
  engine: WasmEngine,
  code: Code,
  x: Float32Array,
  dy: Float32Array | undefined,
  out: Float32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  around: Around,
): void {
  const { length } = x;
  const { bias, alpha, times, from, to } = around;
  const { addressOf } = engine;

  /** Where the kernel finds an input: NONE, the address of the first element to do, or OUTSIDE. */
  function find(input: Float32Array | undefined): number {
    if (input === undefined) return NONE;
    const at = input.length === length ? addressOf(input) : OUTSIDE;
    return at === OUTSIDE ? OUTSIDE : at + 4 * from;
  }

  const xAt = find(x);
  const biasAt = find(bias);
  const dyAt = find(dy);
  const timesAt = find(times);
  const alphaAt = find(alpha);
  const outAt = find(out);
  const isInside = ![xAt, biasAt, dyAt, timesAt, outAt].includes(OUTSIDE);
  /** The kernel's first two constants, which for prelu are the address of its slopes and how many there are. */
  const leading =
    isInside &&
    (alpha === undefined ? [a, b] : alphaAt === OUTSIDE ? periodOf(engine, alpha, around) : [alphaAt, to - from]);
  if (leading) {
    engine.kernel(code)(xAt, biasAt, dyAt, timesAt, outAt, to - from, leading[0], leading[1], c, d, e);
  } else {
    const inputs = [x, bias, dy, times, alpha];
    const addresses = [xAt, biasAt, dyAt, timesAt, alphaAt];
    runSpans(engine, code, inputs, addresses, out, outAt, a, b, c, d, e, around);
  }
}

/** From this many slopes on the kernel's loop pays where it begins anew with each turn of them. */
const LEAST_PERIOD = 32;
/** Fewer are broadcast until there are so many. */
const PERIOD = 512;

/**
 * Slopes of channels as the kernel can take them itself, again and again, in one call: where they lie, or broadcast into a tile; and how many.
 */
function periodOf(
  engine: WasmEngine,
  alpha: Float32Array,
  { inner, from, to }: Around,
): readonly [address: number, period: number] | undefined {
  const turn = alpha.length * inner;
  if (from % turn !== 0) return undefined;
  if (inner === 1 && turn >= LEAST_PERIOD) {
    const address = engine.addressOf(alpha);
    if (address !== OUTSIDE) return [address, turn];
  }
  if (!engine.isOwn || turn > TILE) return undefined;
  const [tile] = engine.tiles(1);
  const period = Math.min(turn * Math.ceil(PERIOD / turn), to - from);
  broadcast(alpha, inner, 0, period, tile.view(period));
  return [tile.address, period];
}

/** The same a span at a time, since some arrays have to come through tiles. */
function runSpans(
  engine: WasmEngine,
  code: Code,
  inputs: readonly (Float32Array | undefined)[],
  addresses: number[],
  out: Float32Array,
  outAt: number,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  { alpha, inner, from, to }: Around,
): void {
  const { isOwn } = engine;
  const { length } = out;
  const isDirect = outAt !== OUTSIDE && isOwn;
  const isBrought = addresses.map((at) => at !== NONE && (at === OUTSIDE || !isOwn));
  // The first tile has x, and takes results that are not written to `out` directly.
  const count = 1 + isBrought.slice(1).filter((is) => is).length;
  const tiles = engine.tiles(count);
  const span = spanLength(tileSize(count), inputs, length, inner);

  const brought: Brought[] = [];
  let next = 1;
  /** How far each address goes on with an element. */
  const steps = addresses.map((at, k) => {
    const array = inputs[k];
    if (array === undefined || !isBrought[k]) return at === NONE ? 0 : 4;
    const tile = tiles[k === 0 ? 0 : next++];
    const turn = array.length * inner;
    if (array.length !== length && turn > span && turn <= LONGEST_TURN && turn < to - from) {
      const whole = new Float32Array(turn);
      broadcast(array, inner, 0, turn, whole);
      brought.push({ array: whole, inner: 1, tile, isRepeated: false });
    } else brought.push({ array, inner, tile, isRepeated: array.length !== length && span % turn === 0 });
    addresses[k] = tile.address;
    return 0;
  });

  const kernel = engine.tiledKernel(code);
  const [xAt, biasAt, dyAt, timesAt, alphaAt] = addresses;
  const [xStep, biasStep, dyStep, timesStep, alphaStep] = steps;
  for (let i = from; i < to; i += span) {
    const n = Math.min(span, to - i);
    for (const { array, inner: own, tile, isRepeated } of brought) {
      if (i === from || !isRepeated) bring(array, length, own, i, n, tile);
    }
    const done = i - from;
    const first = alpha === undefined ? a : alphaAt + alphaStep * done;
    const y = isDirect ? outAt + 4 * done : tiles[0].address;
    kernel(
      xAt + xStep * done,
      biasAt + biasStep * done,
      dyAt + dyStep * done,
      timesAt + timesStep * done,
      y,
      n,
      first,
      alpha === undefined ? b : n,
      c,
      d,
      e,
    );
    if (!isDirect) tiles[0].store(out, i, n);
  }
}
