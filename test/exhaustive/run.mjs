// All float32 inputs of every function, on wasm and TypeScript: see USAGE.
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { SingleBar } from 'cli-progress';
import { build } from 'esbuild';
import { chosenNames, integer, parseOptions } from '../../bench/options.mjs';
import { BLOCKS } from '../../dist/verify/index.js';
import { differingBlocks, goldenCases, misroundedIn } from './golden.mjs';

const FLOATS = 2 ** 32;

/** A prime: the inputs that parameter sets, kinks and products with dy are tried on. */
const STRIDE = 257;

const MOST_THREADS = 1024;

const USAGE = `usage: npm run test:exhaustive -- [--only NAME]... [--stride N] [--threads N]

First all 2^32 inputs of each function and derivative, with default parameters, on wasm and TypeScript, against the hashes
in test/golden. Then every ${STRIDE}th input under each set of parameters, at each kink and with dy, against the definition in
float64, bit for bit. Ends with a line for each: inputs, mismatches, and a hash of the results.

  --only NAME    of this function only; may be repeated
  --stride N     every Nth input against the definitions, and no hashes of all
  --threads N    default: the cores`;

/** The cases and the worker are TypeScript, as the specifications of the other tests are. */
async function compiled() {
  const outdir = new URL('../../build/exhaustive/', import.meta.url);
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ['blocks.ts', 'cases.ts', 'worker.ts', 'goldenWorker.ts'],
    outdir: outdir.pathname,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  /** @type {typeof import('./blocks.js')} */
  const { BLOCK } = await import(new URL('blocks.js', outdir).href);
  /** @type {typeof import('./cases.js')} */
  const { cases } = await import(new URL('cases.js', outdir).href);
  return { BLOCK, cases, worker: new URL('worker.js', outdir), goldenWorker: new URL('goldenWorker.js', outdir) };
}

/**
 * One worker's share of a case.
 * @param {URL} worker
 * @param {import('./blocks.js').Share} share
 * @param {(verdict: import('./blocks.js').Verdict) => void} onVerdict
 * @returns {Promise<void>}
 */
function run(worker, share, onVerdict) {
  return new Promise((resolve, reject) => {
    new Worker(worker, { workerData: share })
      .on('message', onVerdict)
      .on('error', reject)
      .on('exit', () => resolve());
  });
}

async function main() {
  const values = parseOptions(
    {
      only: { type: 'string', multiple: true },
      stride: { type: 'string' },
      threads: { type: 'string', default: String(availableParallelism()) },
    },
    USAGE,
  );
  const stride = integer('stride', values.stride ?? String(STRIDE), USAGE, FLOATS);
  const threads = integer('threads', values.threads, USAGE, MOST_THREADS);
  const { BLOCK, cases, worker, goldenWorker } = await compiled();

  const all = [...new Set(cases.map(({ activation }) => activation))];
  const names = chosenNames(all, values.only, USAGE);
  const chosen = [...cases.entries()].filter(([, { activation }]) => names.includes(activation));

  const total = Math.ceil(FLOATS / stride);
  const blocks = Math.ceil(total / BLOCK);
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {eta_formatted} left | {name}',
    etaBuffer: 1000,
    noTTYOutput: true,
    notTTYSchedule: 15_000,
  });
  const golden = values.stride === undefined ? goldenCases(names) : [];
  const width = Math.max(...chosen.map(([, { name }]) => name.length));
  /** @type {string[]} */
  const lines = [];
  let wrong = 0;
  bar.start(golden.length * BLOCKS + chosen.length * blocks, 0, { name: '' });
  // A worker that throws must not leave the bar running: its timer would keep the process alive.
  try {
    for (const one of golden) {
      const name = `${one.name}, ${one.backend}`;
      const differing = await differingBlocks(one, goldenWorker, threads, () => bar.increment({ name }));
      wrong += differing.length;
      lines.push(
        `${name.padEnd(width)}  inputs ${FLOATS.toLocaleString('en')}, blocks that differ ${differing.length}`,
      );
      for (const block of differing.slice(0, 3)) lines.push(...misroundedIn(one, block).map((line) => `  ${line}`));
    }
    for (const [index, { name }] of chosen) {
      let mismatches = 0;
      /** @type {string | undefined} */
      let example;
      /** @type {Uint8Array[]} */
      const hashes = new Array(blocks);
      const workers = Math.min(threads, blocks);
      const shares = Array.from({ length: workers }, (_, first) => ({ index, stride, total, first, step: workers }));
      await Promise.all(
        shares.map((share) =>
          run(worker, share, (verdict) => {
            mismatches += verdict.mismatches;
            example ??= verdict.example;
            hashes[verdict.block] = verdict.hash;
            bar.increment({ name });
          }),
        ),
      );
      wrong += mismatches;
      const hash = createHash('sha256').update(Buffer.concat(hashes)).digest('hex').slice(0, 16);
      const counts = `inputs ${total.toLocaleString('en')}, mismatches ${mismatches.toLocaleString('en')}`;
      lines.push(`${name.padEnd(width)}  ${counts}, hash ${hash}`);
      if (example !== undefined) lines.push(`  ${example}`);
    }
  } finally {
    bar.stop();
  }
  console.log(lines.join('\n'));
  if (wrong > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
