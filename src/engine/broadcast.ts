import type { Tile } from './tiles.js';

/** From this many equal elements on, `fill` is cheaper than a loop: 4,096 elements took 1.3 and 2.5 us at 64, 4.9 and 2.6 at 16 (Node 20). */
const LONG = 32;

/**
 * Writes what elements `start` to `start + n` use of an array with one entry for each channel: element i uses entry
 * floor(i / inner) mod entries.length.
 */
export function broadcast(entries: Float32Array, inner: number, start: number, n: number, to: Float32Array): void {
  const channels = entries.length;
  const period = Math.min(n, channels * inner);
  let channel = Math.floor(start / inner) % channels;
  let left = inner - (start % inner);
  for (let i = 0; i < period; ) {
    const end = Math.min(period, i + left);
    const entry = entries[channel];
    if (end - i >= LONG) {
      to.fill(entry, i, end);
      i = end;
    } else for (; i < end; i++) to[i] = entry;
    channel = channel + 1 === channels ? 0 : channel + 1;
    left = inner;
  }
  // The rest repeats it: copied twice as much at a time.
  for (let done = period; done < n; done *= 2) to.copyWithin(done, 0, Math.min(done, n - done));
}

/** Brings n elements from `start` on into a tile: of an array of `length` elements, as long as x, or of one entry for each channel. */
export function bring(
  operand: Float32Array,
  length: number,
  inner: number,
  start: number,
  n: number,
  tile: Tile,
): void {
  if (operand.length === length) tile.load(operand, start, n);
  else if (inner === 1 && (start % operand.length) + n <= operand.length) tile.load(operand, start % operand.length, n);
  else broadcast(operand, inner, start, n, tile.view(n));
}

/**
 * How many elements to do at a time where a tile has `size`: whole turns of the channels where the tile holds one, so that what was
 * broadcast serves again.
 */
export function spanLength(
  size: number,
  operands: readonly (Float32Array | undefined)[],
  length: number,
  inner: number,
): number {
  let span = size;
  for (const operand of operands) {
    if (operand === undefined || operand.length === length) continue;
    const turn = operand.length * inner;
    if (turn <= span) span -= span % turn;
  }
  return span;
}
