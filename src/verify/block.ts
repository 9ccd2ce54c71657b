import { HASH_START, hashed } from './hash.js';

/** All 2^32 inputs: 256 blocks of 2^24 consecutive bit patterns. */
export const BLOCKS = 256;
export const BLOCK_LENGTH = 2 ** 24;
export const INPUTS = BLOCKS * BLOCK_LENGTH;

/** Elements of one call: x and its results, 256 KiB each, stay in a core's own cache. */
const PIECE = 2 ** 16;

/** An activation, or its gradient. */
export type Call = (x: Float32Array, options: { readonly out: Float32Array }) => unknown;

/** Hashes the results of one block. */
export type HashBlock = (block: number) => number;

/** For `call` over arrays from `alloc`, which lie inside linear memory where there is one. */
export function blockHasher(call: Call, alloc: (length: number) => Float32Array): HashBlock {
  const x = alloc(PIECE);
  const out = alloc(PIECE);
  const [inputs, results] = [x, out].map(({ buffer, byteOffset }) => new Int32Array(buffer, byteOffset, PIECE));
  return (block) => {
    const start = block * BLOCK_LENGTH;
    let hash = HASH_START;
    for (let done = 0; done < BLOCK_LENGTH; done += PIECE) {
      for (let i = 0; i < PIECE; i++) inputs[i] = start + done + i;
      call(x, { out });
      hash = hashed(hash, results);
    }
    return hash >>> 0;
  };
}
