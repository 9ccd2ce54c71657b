import { BLOCKS } from './block.js';

/** What hashes one block elsewhere: a worker. */
export type HashBlockElsewhere = (block: number) => Promise<number>;

/**
 * The hashes of all blocks. Each worker gets the next block as soon as it is done with one. Rejects as soon as a worker
 * does; no worker gets another block then.
 */
export async function hashAll(workers: readonly HashBlockElsewhere[], onBlock: () => void): Promise<Uint32Array> {
  const hashes = new Uint32Array(BLOCKS);
  let next = 0;
  await Promise.all(
    workers.map(async (hashBlock) => {
      while (next < BLOCKS) {
        const block = next++;
        try {
          hashes[block] = await hashBlock(block);
        } catch (error) {
          next = BLOCKS;
          throw error;
        }
        onBlock();
      }
    }),
  );
  return hashes;
}
