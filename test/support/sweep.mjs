/** What the programs that sweep the float32 numbers share: options, compilation, workers, progress. */
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SingleBar } from 'cli-progress';
import { build } from 'esbuild';
import { integer, parseOptions } from '../../tools/options.mjs';

export const FLOATS = 2 ** 32;
const MOST_THREADS = 1024;

/** `--only`, `--stride`, undefined where it is not given, and `--threads`. @param {string} usage */
export function sweepOptions(usage) {
  const { only, stride, threads } = parseOptions(
    {
      only: { type: 'string', multiple: true },
      stride: { type: 'string' },
      threads: { type: 'string', default: String(availableParallelism()) },
    },
    usage,
  );
  return {
    only,
    stride: stride === undefined ? undefined : integer('stride', stride, usage, FLOATS),
    threads: integer('threads', threads, usage, MOST_THREADS),
  };
}

/**
 * Compiles a program's TypeScript: its cases and workers use the specifications of the other tests.
 * @param {string} directory @param {readonly string[]} names of its files, without .ts
 * @returns {Promise<(name: string) => URL>} where each is
 */
export async function compile(directory, names) {
  const outdir = new URL(`../../build/${basename(directory)}/`, import.meta.url);
  await build({
    absWorkingDir: directory,
    entryPoints: names.map((name) => `${name}.ts`),
    outdir: outdir.pathname,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  return (name) => new URL(`${name}.js`, outdir);
}

/**
 * Runs a worker to its end.
 * @template Message
 * @param {URL} file @param {unknown} workerData @param {(message: Message) => void} onMessage
 * @returns {Promise<void>}
 */
export function runWorker(file, workerData, onMessage) {
  return new Promise((resolve, reject) => {
    new Worker(file, { workerData })
      .on('message', onMessage)
      .on('error', reject)
      .on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
  });
}

/**
 * Shows a bar, also in a log, while `work` lasts: it says what it has done, and of what.
 * @param {number} total @param {(done: (name: string) => void) => Promise<void>} work
 */
export async function withProgress(total, work) {
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {eta_formatted} left | {name}',
    etaBuffer: 1000,
    noTTYOutput: true,
    notTTYSchedule: 15_000,
  });
  bar.start(total, 0, { name: '' });
  // A worker that throws must not leave the bar running: its timer would keep the process alive.
  try {
    await work((name) => bar.increment({ name }));
  } finally {
    bar.stop();
  }
}

/**
 * Runs a program that gives its lines and whether all is right. Exit code 1 where it is not, or where it throws.
 * @param {() => Promise<{ lines: readonly string[], isRight: boolean }>} main
 */
export async function report(main) {
  try {
    const { lines, isRight } = await main();
    console.log(lines.join('\n'));
    if (!isRight) process.exitCode = 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
