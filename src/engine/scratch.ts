import { TILE, tile, tileAddress } from './tiles.js';

/**
 * The tiles that the TypeScript twins work on, each as floats and as the integers of the same bits.
 *
 * Twins work on these and not on the caller's arrays, because V8 compiles a constant typed array's address and length
 * into the loop; for an argument it loads both anew for each element. The same loop over 1,024 elements ran at 6.9x the
 * hand loop here and at 3.8x on views of the caller's arrays (Node 20; bench/README.md). That takes a twin and the tiles in one
 * module, as they are in the bundled package: V8 does not fold what is imported.
 */
const buffer = /* @__PURE__ */ new ArrayBuffer(64 * Math.ceil((3 * 4 * TILE + 192) / 64));

export const xTile = /* @__PURE__ */ tile({ buffer }, 0);
export const dyTile = /* @__PURE__ */ tile({ buffer }, 1);
export const thirdTile = /* @__PURE__ */ tile({ buffer }, 2);

/** x, and after the twin the result. */
export const x = /* @__PURE__ */ new Float32Array(buffer, tileAddress(0), TILE);
export const xBits = /* @__PURE__ */ new Int32Array(buffer, tileAddress(0), TILE);
export const dy = /* @__PURE__ */ new Float32Array(buffer, tileAddress(1), TILE);
export const dyBits = /* @__PURE__ */ new Int32Array(buffer, tileAddress(1), TILE);
/** prelu's slopes, one for each element. */
export const alpha = /* @__PURE__ */ new Float32Array(buffer, tileAddress(2), TILE);
