// Two threads against one: relu on resident arrays, in place, each call awaited. Runs alone, and as
// `npm run bench -- --parallel`.
import { fileURLToPath } from 'node:url';
import { Bench } from 'tinybench';
import { createActivations } from 'wasm-activations';
import { createParallelActivations } from 'wasm-activations/parallel';
import { sharedKernelsHex } from '../dist/generated/kernels-shared.js';
import { compile } from '../dist/kernels/compile.js';
import { described, machine, writeResults } from './machine.mjs';
import { copyPair } from './parallelCopy.mjs';
import { costs, wakeCost } from './parallelCosts.mjs';
import { pair } from './parallelPair.mjs';
import { parallelTable } from './report/parallelTable.mjs';
import { statistics } from './timing/measure.mjs';

const THREADS = 2;
const LENGTHS = [64, 1024, 8192, 16_384, 32_768, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216];
const MOST = 16_777_216;
const ROOM = 4 * MOST + 2 ** 20;
const ROUNDS = 19;
/**
 * Rounds that count: those in which two threads that never meet took least. In others a virtual machine's host may have
 * had both its processors on one core: what they did together then took as long as one after the other.
 */
const KEPT = 9;
/** Elements in a timed sample of small calls, so that the clock does not show. */
const SAMPLE = 2 ** 22;

/**
 * @typedef {object} ParallelPoint medians of the rounds, in microseconds a call
 * @property {number} length
 * @property {number} one on one thread
 * @property {number} two on two, with the promise
 * @property {number} apart on two that do half each and meet only at the end of a sample
 * @property {import('./timing/measure.mjs').Timing} speedup one / two, of each round
 * @property {import('./timing/measure.mjs').Timing} most one / apart
 *
 * @typedef {object} Parallel
 * @property {number} rounds for each length
 * @property {number} kept of them
 * @property {readonly ParallelPoint[]} points
 * @property {number} copy memory.copy of the longest length on two threads, in billion elements a second
 */

/** @param {readonly number[]} values */
const median = (values) => statistics(values).median;

/**
 * The median time of each function, in microseconds.
 * @param {(() => unknown)[]} functions
 */
async function medians(functions) {
  const bench = new Bench({ time: 40, iterations: 3, warmupTime: 10, warmupIterations: 1 });
  functions.forEach((fn, i) => {
    bench.add(String(i), fn);
  });
  await bench.run();
  return bench.tasks.map(({ result }) => {
    if (result.state !== 'completed') throw new Error(`a task has ${result.state}`);
    return result.latency.p50 * 1000;
  });
}

/** @param {{ json?: string | undefined }} [options] */
export async function parallel({ json } = {}) {
  const one = createActivations({ memoryBytes: ROOM });
  const two = await createParallelActivations({ threads: THREADS, memoryBytes: ROOM });
  const apart = await pair(compile(sharedKernelsHex), /** @type {WebAssembly.Memory} */ (two.memory), 'relu');
  const x = one.alloc(MOST);
  const shared = two.alloc(MOST);
  for (let i = 0; i < MOST; i++) x[i] = Math.random() - 0.5;
  shared.set(x);
  console.log(described(machine()));
  console.log(`relu in place on resident arrays: ${two.backend.reason}`);

  /** @type {ParallelPoint[]} */
  const points = [];
  for (const length of LENGTHS) {
    const a = x.subarray(0, length);
    const b = shared.subarray(0, length);
    const start = b.byteOffset;
    const middle = start + 2 * length;
    const calls = Math.max(1, Math.round(SAMPLE / length));
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      const times = await medians([
        () => {
          for (let i = 0; i < calls; i++) one.relu(a, { out: a });
        },
        async () => {
          for (let i = 0; i < calls; i++) await two.relu(b, { out: b });
        },
        () => apart.run(calls, [start, start, length / 2], [middle, middle, length / 2]),
      ]);
      rounds.push(times.map((time) => time / calls));
    }
    rounds.sort(([, , first], [, , second]) => first - second).splice(KEPT);
    points.push({
      length,
      one: median(rounds.map(([time]) => time)),
      two: median(rounds.map(([, time]) => time)),
      apart: median(rounds.map(([, , time]) => time)),
      speedup: statistics(rounds.map(([first, second]) => first / second)),
      most: statistics(rounds.map(([first, , third]) => first / third)),
    });
  }
  await apart.end();
  await wakeCost(two, shared.subarray(0, 1_048_576));
  await two.dispose();
  await costs(medians);

  const copying = await copyPair(4 * MOST);
  const times = [];
  for (let round = 0; round < ROUNDS; round++) times.push(...(await medians([copying.run])));
  await copying.end();

  /** @type {Parallel} */
  const results = { rounds: ROUNDS, kept: KEPT, points, copy: MOST / median(times) / 1000 };
  console.log(`medians\n\n${parallelTable(results)}`);
  if (json !== undefined) writeResults(json, { quick: false, ...results });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await parallel();
