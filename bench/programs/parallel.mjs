/** `npm run bench:parallel`: two threads against one, activations on arrays from alloc, in place, each call awaited. */
import { createActivations } from 'wasm-activations';
import { createParallelActivations } from 'wasm-activations/parallel';
import { elementwise } from '../../tools/definitions.mjs';
import { inTurn } from '../../tools/inTurn.mjs';
import { OPTIONS, parseOptions, select, someSizes } from '../../tools/options.mjs';
import { parallelTable } from '../reports/parallel.mjs';
import { writeResults } from '../reports/results.mjs';
import { arrayCount, mostPasses, randomSource } from '../timing/data.mjs';
import { described, machine } from '../timing/machine.mjs';
import { measure, statistics } from '../timing/measure.mjs';

const USAGE = `usage: npm run bench:parallel -- [--quick] [--only NAME] [--json FILE]

Two threads against one, each call awaited. Takes 2 minutes.
  --only NAME  the activations whose name contains NAME; without it relu, sigmoid and gelu
  --quick      fewer sizes and samples, for a first impression
  --json FILE  keeps the result`;

const STANDARD = ['relu', 'sigmoid', 'gelu'];
const THREADS = 2;
const LENGTHS = [64, 1024, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144, 1_048_576, 4_194_304, 16_777_216];
const MOST = 16_777_216;
const LINE = 16;

/** The budget of one measurement in one round. */
const FULL = { warmUp: 5, time: 25, leastRounds: 3, mostRounds: 401 };
const QUICK = { warmUp: 3, time: 8, leastRounds: 3, mostRounds: 101 };
const ROUNDS = 25;
const QUICK_ROUNDS = 7;

/**
 * @typedef {import('../timing/measure.mjs').Timing} Timing
 *
 * @typedef {object} ParallelPoint statistics over the rounds: microseconds of a call, and ratios within a round
 * @property {number} length
 * @property {Timing} one on one thread: the synchronous function
 * @property {Timing} two on two, with the promise
 * @property {Timing} speedup one / two
 *
 * @typedef {{ name: string, points: readonly ParallelPoint[] }} Case
 *
 * @typedef {object} Parallel
 * @property {number} rounds for each length
 * @property {readonly Case[]} cases
 */

/**
 * For a length, the arrays to work on and those that they are filled from.
 * @param {(length: number) => Float32Array} alloc
 */
function arrays(alloc) {
  const most = MOST + LINE * arrayCount(1);
  const source = alloc(most);
  const region = alloc(most);
  randomSource(most).fill([source]);
  /** @param {Float32Array} array @param {number} length */
  const divide = (array, length) =>
    Array.from({ length: arrayCount(length) }, (_, k) => array.subarray(k * length, (k + 1) * length));
  /** @param {number} length */
  return (length) => {
    const sources = divide(source, length);
    return divide(region, length).map((x, i) => ({ x, source: sources[i], options: { out: x } }));
  };
}

/** leakyRelu with this copies: data are brought by the very threads that will work on them, as in a row of calls. */
const COPY = { alpha: 1 };

/**
 * An activation of an instance as a contender for each length. Where calls return promises, each is awaited.
 * @param {any} instance
 */
function contendersOf(instance) {
  const of = arrays(instance.alloc);
  return (/** @type {string} */ name, /** @type {number} */ length) => {
    const operands = of(length);
    const activation = instance[name];
    const isAsync = activation(operands[0].x, operands[0].options) instanceof Promise;
    return {
      ...{ name, calls: arrayCount(length), mostPasses: mostPasses(length) },
      async refresh() {
        for (const { source, x } of operands) await instance.leakyRelu(source, { ...COPY, out: x });
      },
      batch: isAsync
        ? async (/** @type {number} */ passes) => {
            for (let pass = 0; pass < passes; pass++)
              for (const { x, options } of operands) await activation(x, options);
          }
        : (/** @type {number} */ passes) => {
            for (let pass = 0; pass < passes; pass++) for (const { x, options } of operands) activation(x, options);
          },
    };
  };
}

const { quick, only, json } = parseOptions(OPTIONS, USAGE);
const all = elementwise.map((name) => ({ name }));
const names = (only === '' ? all.filter(({ name }) => STANDARD.includes(name)) : select(all, only, USAGE)).map(
  ({ name }) => name,
);
const lengths = someSizes(LENGTHS, quick);
const rounds = quick ? QUICK_ROUNDS : ROUNDS;
const budget = quick ? QUICK : FULL;

const memoryBytes = 8 * (MOST + LINE * arrayCount(1)) + 2 ** 23;
const parallel = await createParallelActivations({ threads: THREADS, memoryBytes });
const onOne = contendersOf(createActivations({ memoryBytes }));
const onTwo = contendersOf(parallel);
console.log(described(machine()));
console.log(`in place on arrays from alloc: ${parallel.backend.reason}`);

/** Microseconds of a call. @param {import('../timing/measure.mjs').Contender} contender */
const microseconds = (contender) => async () => (await measure([contender], budget))[contender.name].median / 1000;
const series = names.flatMap((name) => lengths.map((length) => ({ name, length })));
// A round goes over everything: what else the machine does in a while then falls on all lengths and functions. The ways
// are measured one at a time, so that no thread of one polls while another is timed.
const taken = await inTurn(
  series.flatMap(({ name, length }) => [microseconds(onOne(name, length)), microseconds(onTwo(name, length))]),
  (round) => round === rounds,
);
await parallel.dispose();

const points = series.map(({ name, length }, i) => {
  const [one, two] = [taken[2 * i], taken[2 * i + 1]];
  const speedup = one.map((time, round) => time / two[round]);
  return { name, length, one: statistics(one), two: statistics(two), speedup: statistics(speedup) };
});
/** @type {Parallel} */
const results = {
  rounds,
  cases: names.map((name) => ({
    name,
    points: points.filter((point) => point.name === name).map(({ name: _, ...point }) => point),
  })),
};
console.log(`\n${parallelTable(results)}`);
if (json !== undefined) writeResults(json, { quick, ...results });
