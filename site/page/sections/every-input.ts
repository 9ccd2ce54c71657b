import { backend } from 'wasm-activations';
import { areGolden, BLOCKS, finalHash, goldenHash, hashAll, hex, INPUTS } from '../../../build/modules/verify/index.js';
import { whole } from '../ui/format.js';
import { stoppable, type Work } from '../ui/run.js';
import { type HashedName, hashedOf } from '../work/hashed.js';
import { startHashing } from '../work/hashing.js';

const BACKENDS = { wasm: 'WebAssembly', js: 'js backend' };

/** The outcome, from the hashes of all blocks. */
export function verdict(name: HashedName, hashes: Uint32Array, ran: 'wasm' | 'js', threads: number): string {
  const { golden } = hashedOf(name);
  const on = `${BACKENDS[ran]}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  const found = hex(finalHash(hashes));
  if (areGolden(golden, hashes)) {
    return `${name}: every float32, correctly rounded, in this browser. ${whole(INPUTS)} inputs, hash ${found} (${on}).`;
  }
  return `${name} is NOT correctly rounded everywhere in this browser: the hash of its results is ${found}, that of the right ones ${hex(goldenHash(golden))} (${on}).`;
}

/** The check of a function over all inputs, on all cores. */
export function everyInput(name: HashedName): Work {
  return async (signal, onProgress) => {
    const threads = navigator.hardwareConcurrency;
    const start = performance.now();
    const hashing = startHashing(name, backend.name, threads);
    let done = 0;
    try {
      const all = hashAll(hashing.workers, () => onProgress(++done / BLOCKS));
      const hashes = await stoppable(all, signal);
      const seconds = Math.round((performance.now() - start) / 1000);
      return `${verdict(name, hashes, backend.name, threads)} It took ${seconds} s.`;
    } finally {
      hashing.end();
    }
  };
}
