import { areGolden, BLOCKS, finalHash, type GoldenName, goldenHash, hex, INPUTS } from '../verify/index.js';
import { instanceOn } from './functions.js';
import type { VerifyRequest } from './options.js';
import { Progress } from './progress.js';
import { hashOnThreads } from './threads.js';

/** The outcome for one function. */
export interface Verdict {
  readonly function: GoldenName;
  readonly inputs: number;
  readonly isCorrect: boolean;
  readonly hash: string;
  readonly expectedHash: string;
  readonly seconds: number;
  readonly threads: number;
  readonly backend: string;
}

export function verdictLine(verdict: Verdict): string {
  const { function: name, isCorrect, hash, expectedHash, threads } = verdict;
  const result = isCorrect
    ? 'correctly rounded'
    : `NOT all correctly rounded: their hash is ${hash}, that of the right results ${expectedHash}`;
  const on = `${threads} ${threads === 1 ? 'thread' : 'threads'} (${verdict.backend})`;
  return `${name}: ${verdict.inputs.toLocaleString('en')} inputs, ${result}, ${Math.round(verdict.seconds)} s, ${on}`;
}

const ADVICE = `One hash does not say which results are wrong. In a clone of the repository
npm run test:exhaustive -- --only NAME lists the blocks of inputs that differ, and the inputs where the reference is built.`;

/**
 * Runs all inputs through each function and prints a line for each. `hashBlocks`: who computes the hashes, threads but
 * in tests. Gives the exit code: 1 where the results of a function are not the right ones.
 */
export async function verify(
  { names, backend, threads }: VerifyRequest,
  json: boolean,
  hashBlocks: typeof hashOnThreads = hashOnThreads,
): Promise<number> {
  const chosen = instanceOn(backend).backend.name as 'wasm' | 'js';
  const verdicts: Verdict[] = [];
  for (const [i, name] of names.entries()) {
    const label = names.length === 1 ? name : `${name} (${i + 1} of ${names.length})`;
    const progress = new Progress(label, BLOCKS);
    function interrupted(): void {
      progress.clear();
      console.error(`${name}: interrupted after ${progress.done} of ${BLOCKS} blocks of inputs`);
      process.exit(130); // what shells report after Ctrl-C: 128 and the signal's number
    }
    process.once('SIGINT', interrupted);
    const start = performance.now();
    let hashes: Uint32Array;
    try {
      hashes = await hashBlocks({ name, backend: chosen }, threads, () => progress.step());
    } finally {
      process.off('SIGINT', interrupted);
      progress.clear();
    }
    const verdict: Verdict = {
      function: name,
      inputs: INPUTS,
      isCorrect: areGolden(name, hashes),
      hash: hex(finalHash(hashes)),
      expectedHash: hex(goldenHash(name)),
      seconds: Number(((performance.now() - start) / 1000).toFixed(1)),
      threads,
      backend: chosen,
    };
    verdicts.push(verdict);
    if (!json) console.log(verdictLine(verdict));
  }
  if (json) console.log(JSON.stringify(verdicts, null, 2));
  if (verdicts.every(({ isCorrect }) => isCorrect)) return 0;
  console.error(ADVICE);
  return 1;
}
