import { SCRATCH_BYTES, TILE, tileAddress } from './tiles.js';

/**
 * The tiles that the TypeScript twins work on, each as floats and as the integers of the same bits.
 *
 * Twins work on these and not on the caller's arrays, because V8 compiles a constant typed array's address and length
 * into the loop; for an argument it loads both anew for each element. The same loop over 1,024 elements ran at 6.9x the
 * hand loop here and at 3.8x on views of the caller's arrays (Node 20; bench/README.md). A twin takes the tiles into
 * constants of its own module, since V8 does not fold what is imported.
 */
const buffer = new ArrayBuffer(SCRATCH_BYTES);

export const scratch = {
  buffer,
  /** x, and after the twin the result. */
  x: new Float32Array(buffer, tileAddress(0), TILE),
  xBits: new Int32Array(buffer, tileAddress(0), TILE),
  dy: new Float32Array(buffer, tileAddress(1), TILE),
  dyBits: new Int32Array(buffer, tileAddress(1), TILE),
} as const;
