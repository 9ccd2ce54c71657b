/**
 * `npm run bench:placement`: does it matter where in a page a scratch tile begins? On some machines fourteen times; see
 * src/engine/tiles.ts.
 */
import { parseOptions } from '../tools/options.mjs';

const USAGE = `usage: npm run bench:placement

Copies a large array through a tile at several offsets from the start of a page, by TypedArray.prototype.set. Prints billion
elements a second, the best of 25 rounds.`;

const TILE = 4096;
const ROUNDS = 25;

parseOptions({}, USAGE);
const memory = new WebAssembly.Memory({ initial: 2, maximum: 2 });
const array = new Float32Array(2 ** 20).fill(1);

/** @param {() => void} copyAll */
function throughput(copyAll) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    copyAll();
    best = Math.min(best, performance.now() - start);
  }
  return array.length / best / 1e6;
}

const pieces = Array.from({ length: array.length / TILE }, (_, i) => array.subarray(i * TILE, (i + 1) * TILE));

console.table(
  [0, 16, 64, 144, 256, 1024, 2048].map((offset) => {
    const tile = new Float32Array(memory.buffer, 4096 + offset, TILE);
    return {
      'offset in page': offset,
      'array to tile': throughput(() => pieces.forEach((piece) => void tile.set(piece))).toFixed(1),
      'tile to array': throughput(() => pieces.forEach((_, i) => void array.set(tile, i * TILE))).toFixed(1),
    };
  }),
);
