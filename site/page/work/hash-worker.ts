import { createActivations } from 'wasm-activations';
import { blockHasher, type HashBlock } from '../../../build/modules/verify/index.js';
import { type HashedName, hashedOf } from './hashed.js';

export interface HashRequest {
  /** The same in each request to a worker. */
  readonly name: HashedName;
  readonly backend: 'wasm' | 'js';
  readonly block: number;
}

/** What it needs besides scratch is two small arrays. */
const MEMORY_BYTES = 2 ** 21;

let hashBlock: HashBlock | undefined;

addEventListener('message', ({ data: { name, backend, block } }: MessageEvent<HashRequest>) => {
  if (hashBlock === undefined) {
    const instance = createActivations({ backend, memoryBytes: MEMORY_BYTES });
    hashBlock = blockHasher(hashedOf(name).on(instance), instance.alloc);
  }
  postMessage(hashBlock(block));
});
