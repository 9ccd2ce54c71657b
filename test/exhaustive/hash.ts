/** The hash of results that test/golden/README.md describes. */

export const HASH_START = 0x811c9dc5 | 0;
const NAN_BITS = 0x7fc00000;

/** `hash` after these results' bits, any NaN as one of them. */
export function hashed(hash: number, bits: Int32Array): number {
  let h = hash;
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i];
    if ((word & 0x7fffffff) > 0x7f800000) word = NAN_BITS;
    h = Math.imul(h ^ word, 0x9e3779b1);
    h ^= h >>> 15;
  }
  return h;
}

export function hex(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, '0');
}
