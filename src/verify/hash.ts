/** The hash of results that test/golden/README.md describes. */

export const HASH_START = 0x811c9dc5 | 0;
const NAN_BITS = 0x7fc00000;

function step(hash: number, word: number): number {
  const h = Math.imul(hash ^ word, 0x9e3779b1);
  return h ^ (h >>> 15);
}

/** `hash` after these results' bits, any NaN as one of them. */
export function hashed(hash: number, bits: Int32Array): number {
  let h = hash;
  for (let i = 0; i < bits.length; i++) {
    const word = bits[i];
    h = step(h, (word & 0x7fffffff) > 0x7f800000 ? NAN_BITS : word);
  }
  return h;
}

/** The hash over the hashes of all blocks, as an unsigned number. Those are no floats: none of them stands for NaN. */
export function finalHash(blockHashes: ArrayLike<number>): number {
  let h = HASH_START;
  for (let block = 0; block < blockHashes.length; block++) h = step(h, blockHashes[block]);
  return h >>> 0;
}

export function hex(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, '0');
}
