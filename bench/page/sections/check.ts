import { backend } from 'wasm-activations';
import { areGolden, BLOCKS, finalHash, goldenHash, hashAll, hex, INPUTS } from '../../../dist/verify/index.js';
import type { Choices } from '../choice.js';
import type { Name } from '../functions.js';
import { find } from '../ui/dom.js';
import { whole } from '../ui/format.js';
import { functionSelect } from '../ui/options.js';
import { runOnSubmit, stoppable } from '../ui/run.js';
import { startHashing } from '../work/hashing.js';

const BACKENDS = { wasm: 'WebAssembly', js: 'TypeScript backend' };

/** What the hashes of all blocks say. */
export function verdict(name: Name, hashes: Uint32Array, ran: 'wasm' | 'js', threads: number): string {
  const on = `${BACKENDS[ran]}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  const found = hex(finalHash(hashes));
  if (areGolden(name, hashes)) {
    return `${name}: every float32, correctly rounded, in this browser. ${whole(INPUTS)} inputs, hash ${found} (${on}).`;
  }
  return `${name} is NOT correctly rounded everywhere in this browser: the hash of its results is ${found}, that of the right ones ${hex(goldenHash(name))} (${on}).`;
}

/** A function over all inputs, on all cores, on request. */
export function showCheck(choices: Choices): void {
  const section = find(HTMLElement, '#check');
  functionSelect(find(HTMLSelectElement, '#check-function'), choices);

  runOnSubmit(section, async (signal, onProgress) => {
    const { name } = choices.current.f;
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
  });
}
