import { TILE, tile } from './tiles.js';

/**
 * The tiles that the TypeScript twins work on, each as floats and as the integers of the same bits.
 *
 * Twins work on these and not on the caller's arrays, because V8 compiles a constant typed array's address and length
 * into the loop; for an argument it loads both anew for each element. The same loop over 1,024 elements ran at 6.9x the
 * hand loop here and at 3.8x on views of the caller's arrays (Node 20; bench/README.md). A twin takes the tiles into
 * constants of its own module, since V8 does not fold what is imported.
 */
const buffer = new ArrayBuffer(64 * Math.ceil((3 * 4 * TILE + 192) / 64));

const [xTile, dyTile, thirdTile] = [0, 1, 2].map((index) => tile({ buffer }, index));

export { dyTile, thirdTile, xTile };

const floats = ({ address }: { address: number }) => new Float32Array(buffer, address, TILE);
const integers = ({ address }: { address: number }) => new Int32Array(buffer, address, TILE);

export const scratch = {
  /** x, and after the twin the result. */
  x: floats(xTile),
  xBits: integers(xTile),
  dy: floats(dyTile),
  dyBits: integers(dyTile),
  /** prelu's slopes, one for each element. */
  alpha: floats(thirdTile),
} as const;
