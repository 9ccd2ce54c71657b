// npm run test:exhaustive -- [--only NAME]... [--stride N] [--threads N]
//
// Runs every float32 through wasm and TypeScript and compares both, bit for bit (NaN equals NaN), with the definition
// in float64. Ends with a line per function: inputs, mismatches, and a hash of all results, which depends neither on
// the machine nor on the number of threads.
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { SingleBar } from 'cli-progress';
import { build } from 'esbuild';

const FLOATS = 2 ** 32;

/**
 * @param {string} option
 * @param {string} text
 * @param {number} most
 */
function whole(option, text, most) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new RangeError(`--${option} must be a whole number from 1 to ${most}, got ${text}`);
  }
  return value;
}

/** The cases and the worker are TypeScript, as the specifications of the other tests are. */
async function compiled() {
  const outdir = new URL('../../build/exhaustive/', import.meta.url);
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ['blocks.ts', 'cases.ts', 'worker.ts'],
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
  return { BLOCK, cases, worker: new URL('worker.js', outdir) };
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
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      stride: { type: 'string', default: '1' },
      threads: { type: 'string', default: String(availableParallelism()) },
    },
  });
  const stride = whole('stride', values.stride, FLOATS);
  const threads = whole('threads', values.threads, 1024);
  const { BLOCK, cases, worker } = await compiled();

  const names = new Set(cases.map(({ activation }) => activation));
  for (const name of values.only ?? []) {
    // @ts-expect-error any string may have been given
    if (!names.has(name)) throw new RangeError(`--only must be one of ${[...names].join(', ')}, got ${name}`);
  }
  const chosen = [...cases.entries()].filter(([, { activation }]) => values.only?.includes(activation) ?? true);

  const total = Math.ceil(FLOATS / stride);
  const blocks = Math.ceil(total / BLOCK);
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {eta_formatted} left | {name}',
    etaBuffer: 1000,
    noTTYOutput: true,
    notTTYSchedule: 15_000,
  });
  bar.start(chosen.length * blocks, 0, { name: '' });

  const width = Math.max(...chosen.map(([, { name }]) => name.length));
  const lines = [];
  let wrong = 0;
  for (const [index, { name }] of chosen) {
    let mismatches = 0;
    /** @type {string | undefined} */
    let example;
    /** @type {Uint8Array[]} */
    const hashes = new Array(blocks);
    const shares = Array.from({ length: threads }, (_, first) => ({ index, stride, total, first, step: threads }));
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
  bar.stop();
  console.log(lines.join('\n'));
  if (wrong > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
