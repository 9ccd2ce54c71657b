import { broadcast } from './broadcast.js';
import type { Around, Code, Run } from './kernel.js';
import { NONE } from './none.js';
import { find, runSpans } from './spans.js';
import { TILE, type Tile } from './tiles.js';
import { OUTSIDE, type WasmEngine } from './wasm.js';

/** From this many elements on the kernel's loops pay where they begin anew with each run. Slopes with shorter runs are broadcast. */
const LEAST_RUN = 32;
/** Until there are so many of them, if the call has so many elements. */
const PERIOD = 512;
/** The smallest tile. */
const SMALLEST = TILE / 4;

/**
 * prelu's kernels, which take slopes of channels as they are: their address, how many there are, how many elements one serves, and how many
 * elements of a turn of them lie before x. A run is one element of each channel, or the elements of one channel that follow each other.
 */
export function overSlopes(engine: WasmEngine, code: Code): Run {
  const inPlace = engine.kernel(code);
  const throughTiles = engine.tiledKernel(code);

  return (x, dy, out, _a, _b, kink, _d, _e, around) => {
    const { bias, times, inner, from, to, alpha } = around as Around & { readonly alpha: Float32Array };
    const { length } = x;
    const isWhole = alpha.length === length;
    const each = isWhole ? 1 : inner;
    const turn = alpha.length * each;
    const isLong = (each === 1 ? alpha.length : each) >= LEAST_RUN;
    const xAt = find(engine, x, length, from);
    const biasAt = find(engine, bias, length, from);
    const dyAt = find(engine, dy, length, from);
    const timesAt = find(engine, times, length, from);
    const outAt = out === x ? xAt : find(engine, out, length, from);

    if (xAt !== OUTSIDE && biasAt !== OUTSIDE && dyAt !== OUTSIDE && timesAt !== OUTSIDE && outAt !== OUTSIDE) {
      let at = isLong ? engine.addressOf(alpha) : OUTSIDE;
      let channels = alpha.length;
      let run = each;
      if (at === OUTSIDE && engine.isOwn && (isLong ? channels : turn) <= TILE) {
        const [tile] = engine.tiles(1);
        at = tile.address;
        if (isLong) tile.load(alpha, 0, channels);
        else {
          channels = turn * Math.ceil(Math.min(PERIOD, to - from) / turn);
          run = 1;
          broadcast(alpha, each, 0, channels, tile.view(channels));
        }
      }
      if (at !== OUTSIDE) {
        inPlace(xAt, biasAt, dyAt, timesAt, outAt, to - from, at, channels, run, from % (channels * run), kink);
        return;
      }
    }

    /** Whether the slopes lie in a tile as they are, once for all spans. */
    const isKept = isLong && !isWhole && alpha.length <= SMALLEST;
    if (isKept && bias === undefined && dy === undefined && times === undefined) {
      // 0.2 us less than `runSpans` takes (1,024 elements, Node 20).
      const [first, second] = engine.tiles(2);
      second.load(alpha, 0, alpha.length);
      for (let i = from; i < to; i += TILE) {
        const { address } = first;
        const n = Math.min(TILE, to - i);
        first.load(x, i, n);
        throughTiles(address, NONE, NONE, NONE, address, n, second.address, alpha.length, each, i % turn, kink);
        first.store(out, i, n);
      }
      return;
    }
    const inputs = [x, bias, dy, times];
    const addresses = [xAt, biasAt, dyAt, timesAt];
    if (!isKept) {
      inputs.push(alpha);
      addresses.push(find(engine, alpha, length, from));
    }
    const call = ([xAt, biasAt, dyAt, timesAt, at]: readonly number[], y: number, n: number, i: number, free: Tile) => {
      if (!isKept) throughTiles(xAt, biasAt, dyAt, timesAt, y, n, at, n, 1, 0, kink);
      else {
        if (i === from) free.load(alpha, 0, alpha.length);
        throughTiles(xAt, biasAt, dyAt, timesAt, y, n, free.address, alpha.length, each, i % turn, kink);
      }
    };
    runSpans(engine, inputs, addresses, out, outAt, inner, from, to, call, Number(isKept));
  };
}
