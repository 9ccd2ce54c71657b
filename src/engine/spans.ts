import { bring, broadcast, spanLength } from './broadcast.js';
import { NONE } from './none.js';
import { type Tile, tileSize } from './tiles.js';
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

/** Where a kernel finds an input of a call on `length` elements: NONE, the address of its element `from`, or OUTSIDE. */
export function find(engine: WasmEngine, input: Float32Array | undefined, length: number, from: number): number {
  if (input === undefined) return NONE;
  const at = input.length === length ? engine.addressOf(input) : OUTSIDE;
  return at === OUTSIDE ? OUTSIDE : at + 4 * from;
}

/**
 * A call a span at a time, since some arrays have to come through tiles. `inputs`, of which the first is x, and `out` are where `find` found
 * them. `call` runs the kernel on `n` elements from `i` on, where it finds the inputs at `at`; with `spare` one tile more is free for it.
 */
export function runSpans(
  engine: WasmEngine,
  inputs: readonly (Float32Array | undefined)[],
  addresses: number[],
  out: Float32Array,
  outAt: number,
  inner: number,
  from: number,
  to: number,
  call: (at: readonly number[], y: number, n: number, i: number, free: Tile) => void,
  spare = 0,
): void {
  const { isOwn } = engine;
  const { length } = out;
  const isDirect = outAt !== OUTSIDE && isOwn;
  const isBrought = (at: number) => at !== NONE && (at === OUTSIDE || !isOwn);
  // The first tile has x, and takes results that are not written to `out` directly.
  let count = 1 + spare;
  for (let k = 1; k < addresses.length; k++) if (isBrought(addresses[k])) count++;
  const tiles = engine.tiles(count);
  const span = spanLength(tileSize(count), inputs, length, inner);

  const brought: Brought[] = [];
  /** How far each address goes on with an element. */
  const steps: number[] = [];
  let next = 1;
  for (let k = 0; k < addresses.length; k++) {
    const array = inputs[k];
    const at = addresses[k];
    steps[k] = at === NONE ? 0 : 4;
    if (array === undefined || !isBrought(at)) continue;
    steps[k] = 0;
    const tile = tiles[k === 0 ? 0 : next++];
    addresses[k] = tile.address;
    const turn = array.length * inner;
    if (array.length !== length && turn > span && turn <= LONGEST_TURN && turn < to - from) {
      const whole = new Float32Array(turn);
      broadcast(array, inner, 0, turn, whole);
      brought.push({ array: whole, inner: 1, tile, isRepeated: false });
    } else brought.push({ array, inner, tile, isRepeated: array.length !== length && span % turn === 0 });
  }

  for (let i = from; i < to; i += span) {
    const n = Math.min(span, to - i);
    for (const { array, inner: own, tile, isRepeated } of brought) {
      if (i === from || !isRepeated) bring(array, length, own, i, n, tile);
    }
    call(addresses, isDirect ? outAt + 4 * (i - from) : tiles[0].address, n, i, tiles[next]);
    if (!isDirect) tiles[0].store(out, i, n);
    for (let k = 0; k < addresses.length; k++) addresses[k] += steps[k] * n;
  }
}
