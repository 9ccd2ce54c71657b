// Other parameters than the defaults, on wasm, TypeScript and the C reference: see USAGE.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { SingleBar } from 'cli-progress';
import { build } from 'esbuild';
import { chosenNames, integer, parseOptions } from '../../bench/options.mjs';

/** A prime, such that there are more than 2^24 inputs. */
const STRIDE = 251;
/** What the doc comments promise, in ULP. */
const BOUND = 0.501;

const reference = fileURLToPath(new URL('../../build/reference/reference', import.meta.url));

const USAGE = `usage: npm run test:parameters -- [--only NAME]... [--stride N] [--threads N]

Every ${STRIDE}rd float32 input under each parameter of a list (test/parameters/cases.ts): f, f' at each kink and dy f' must have
the same bits on wasm and TypeScript. Functions that compute in float64 must be within ${BOUND} ULP of the C reference as well
(make -C test/reference builds it), f and f'; where a parameter is beyond 2^100 or 2^-100 on every 32nd of these inputs.
Takes about 15 minutes on two cores.

  --only NAME    of this function only; may be repeated
  --stride N     every Nth input (${STRIDE})
  --threads N    default: the cores`;

/** The cases and the worker are TypeScript, as the specifications of the other tests are. */
async function compiled() {
  const outdir = new URL('../../build/parameters/', import.meta.url);
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ['cases.ts', 'worker.ts'],
    outdir: outdir.pathname,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  /** @type {typeof import('./cases.js')} */
  const { cases } = await import(new URL('cases.js', outdir).href);
  return { cases, worker: new URL('worker.js', outdir) };
}

/** @param {URL} worker @param {import('./worker.js').Task} task @returns {Promise<import('./worker.js').Outcome>} */
function run(worker, task) {
  return new Promise((resolve, reject) => {
    new Worker(worker, { workerData: task }).on('message', resolve).on('error', reject);
  });
}

async function main() {
  const values = parseOptions(
    {
      only: { type: 'string', multiple: true },
      stride: { type: 'string', default: String(STRIDE) },
      threads: { type: 'string', default: String(availableParallelism()) },
    },
    USAGE,
  );
  const stride = integer('stride', values.stride, USAGE, 2 ** 32);
  const threads = integer('threads', values.threads, USAGE, 1024);
  if (!existsSync(reference))
    throw new Error('there is no build/reference/reference: make -C test/reference builds it');
  const { cases, worker } = await compiled();
  const names = chosenNames([...new Set(cases.map(({ activation }) => activation))], values.only, USAGE);
  const chosen = [...cases.keys()].filter((i) => names.includes(cases[i].activation));

  const bar = new SingleBar({
    format: '{bar} {percentage}% | {eta_formatted} left',
    noTTYOutput: true,
    notTTYSchedule: 15_000,
  });
  /** @type {string[]} */
  const lines = [];
  let wrong = 0;
  bar.start(chosen.length, 0);
  // A worker that throws must not leave the bar running: its timer would keep the process alive.
  try {
    const left = [...chosen.entries()];
    const work = async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [place, index] = next;
        const { activation, parameters } = cases[index];
        const { inputs, mismatches, errors } = await run(worker, { index, stride, reference });
        const set = Object.entries(parameters).map(([key, value]) => `${key} ${value}`);
        const found = errors.map(
          ({ name, ulp, x, given, exact }) => `, ${name} ${ulp.toFixed(6)} ULP at ${x}: ${given}, exactly ${exact}`,
        );
        lines[place] = `${activation}, ${set.join(', ')}: inputs ${inputs}, mismatches ${mismatches}${found.join('')}`;
        if (mismatches > 0 || errors.some(({ ulp }) => !(ulp <= BOUND))) {
          wrong++;
          lines[place] += '  WRONG';
        }
        bar.increment();
      }
    };
    await Promise.all(Array.from({ length: threads }, work));
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
