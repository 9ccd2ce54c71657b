/** `npm run bench:parallel`: two threads against one, activations on resident arrays, in place, each call awaited. */

import { createParallelActivations } from 'wasm-activations/parallel';
import { definitionOf } from '../build/modules/calls/activation.js';
import { compile } from '../build/modules/engine/compile.js';
import { sharedKernelsText } from '../build/modules/generated/kernels-shared.js';
import { createActivations } from '../build/modules/index.js';
import { OPTIONS, parseOptions, select, someSizes } from '../tools/options.mjs';
import { described, machine, writeResults } from './machine.mjs';
import { copyPair } from './parallelCopy.mjs';
import { costs, wakeCost } from './parallelCosts.mjs';
import { pair } from './parallelPair.mjs';
import { parallelTable } from './report/parallelTable.mjs';
import { arrayCount, mostPasses, randomSource } from './timing/data.mjs';
import { elementwise } from './timing/definition.mjs';
import { measure, statistics } from './timing/measure.mjs';

const USAGE = `usage: npm run bench:parallel -- [--quick] [--only NAME] [--json FILE]

Two threads against one, each call awaited. Takes 3 minutes.
  --only NAME  the activations whose name contains NAME; without it relu, sigmoid and gelu
  --quick      fewer sizes and samples, for a first impression
  --json FILE  keeps the result`;

const STANDARD = ['relu', 'sigmoid', 'gelu'];
const THREADS = 2;
const LENGTHS = [64, 1024, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144, 1_048_576, 4_194_304, 16_777_216];
const MOST = 16_777_216;
const LINE = 16;
/** Shorter rows of calls on two threads would show how long the other one takes to begin. */
const LEAST_SEPARATE = 16_384;

/** One round's measurement of one way to call one activation at one length. */
const FULL = { warmUp: 5, time: 25, leastRounds: 3, mostRounds: 401 };
const QUICK = { warmUp: 3, time: 8, leastRounds: 3, mostRounds: 101 };
const ROUNDS = 25;
const QUICK_ROUNDS = 7;

/**
 * @typedef {import('./timing/measure.mjs').Timing} Timing
 *
 * @typedef {object} ParallelPoint statistics over the rounds: microseconds of a call, and ratios within a round
 * @property {number} length
 * @property {Timing} one on one thread: the synchronous function
 * @property {Timing} two on two, with the promise
 * @property {Timing} [separate] on two that do half each and wait for each other only at the end of a sample
 * @property {Timing} speedup one / two
 * @property {Timing} [most] one / separate
 *
 * @typedef {{ name: string, points: readonly ParallelPoint[] }} Case
 *
 * @typedef {object} Parallel
 * @property {number} rounds for each length
 * @property {readonly Case[]} cases
 * @property {{ length: number, throughput: number }} copy memory.copy on two threads, in billion elements a second
 */

/**
 * `xs` to work on and what they are filled from, for a length.
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

/** The ways to call an activation: arrays laid out, data brought, not yet timed. */
async function preparation() {
  const memoryBytes = 8 * (MOST + LINE * arrayCount(1)) + 2 ** 23;
  const one = /** @type {any} */ (createActivations({ memoryBytes }));
  const act = await createParallelActivations({ threads: THREADS, memoryBytes });
  const two = /** @type {any} */ (act);
  const separate = await pair(compile(sharedKernelsText), /** @type {WebAssembly.Memory} */ (act.memory));
  const onOne = arrays(one.alloc);
  const onTwo = arrays(two.alloc);

  /** @param {string} name @param {number} length */
  function ways(name, length) {
    const common = { mostPasses: mostPasses(length), calls: arrayCount(length) };
    const mine = onOne(length);
    const shared = onTwo(length);
    const activation = one[name];
    const parallel = two[name];
    const constants = Object.values(definitionOf(activation).parameters);
    const half = length / 2;
    /** @param {string} kernel @param {number} from @param {number} to @param {readonly number[]} parameters */
    const halves = (kernel, from, to, parameters) =>
      separate.run(
        kernel,
        1,
        [from, to, half, ...parameters],
        [from + 2 * length, to + 2 * length, half, ...parameters],
      );
    return {
      one: {
        ...common,
        name: 'one',
        refresh() {
          for (const { source, x } of mine) one.leakyRelu(source, { ...COPY, out: x });
        },
        /** @param {number} passes */
        batch(passes) {
          for (let pass = 0; pass < passes; pass++) for (const { x, options } of mine) activation(x, options);
        },
      },
      two: {
        ...common,
        name: 'two',
        async refresh() {
          for (const { source, x } of shared) await two.leakyRelu(source, { ...COPY, out: x });
        },
        /** @param {number} passes */
        async batch(passes) {
          for (let pass = 0; pass < passes; pass++) for (const { x, options } of shared) await parallel(x, options);
        },
      },
      separate: {
        ...common,
        calls: 1,
        mostPasses: 8,
        name: 'separate',
        refresh: () => halves('leakyRelu', shared[0].source.byteOffset, shared[0].x.byteOffset, [COPY.alpha]),
        /** @param {number} passes */
        batch(passes) {
          const at = shared[0].x.byteOffset;
          separate.run(
            name,
            passes,
            [at, at, half, ...constants],
            [at + 2 * length, at + 2 * length, half, ...constants],
          );
        },
      },
    };
  }
  return { act, ways, end: () => Promise.all([separate.end(), act.dispose()]) };
}

async function main() {
  const { quick, only, json } = parseOptions(OPTIONS, USAGE);
  const all = elementwise.map((name) => ({ name }));
  const names = (only === '' ? all.filter(({ name }) => STANDARD.includes(name)) : select(all, only, USAGE)).map(
    ({ name }) => name,
  );
  const lengths = someSizes(LENGTHS, quick);
  const rounds = quick ? QUICK_ROUNDS : ROUNDS;
  const budget = quick ? QUICK : FULL;

  const { act, ways, end } = await preparation();
  console.log(described(machine()));
  console.log(`in place on resident arrays: ${act.backend.reason}`);
  const series = names.flatMap((name) =>
    lengths.map((length) => {
      /** @type {Record<'one' | 'two' | 'separate', number[]>} */
      const times = { one: [], two: [], separate: [] };
      const { separate, ...always } = ways(name, length);
      const contenders = [...Object.values(always), ...(length < LEAST_SEPARATE ? [] : [separate])];
      return { name, length, times, contenders };
    }),
  );
  // A round goes over everything: what else the machine does in a while then falls on all lengths and functions. The ways
  // are measured one at a time, so that no thread of one polls while another is timed.
  for (let round = 0; round < rounds; round++) {
    for (const { times, contenders } of series) {
      for (const contender of contenders) {
        const { [contender.name]: timing } = await measure([contender], budget);
        times[/** @type {'one'} */ (contender.name)].push(timing.median / 1000);
      }
    }
  }
  await wakeCost(act, act.alloc(2 ** 20));
  await end();
  await costs(budget);

  const copying = await copyPair(4 * MOST);
  const copyTimes = [];
  const copies = { name: 'copy', calls: 1, mostPasses: 1, refresh() {}, batch: copying.run };
  for (let round = 0; round < rounds; round++) copyTimes.push((await measure([copies], budget)).copy.median);
  await copying.end();

  /** @param {readonly number[]} first @param {readonly number[]} second */
  const ratios = (first, second) => statistics(first.map((time, i) => time / second[i]));
  /** @type {Parallel} */
  const results = {
    rounds,
    cases: names.map((name) => ({
      name,
      points: series
        .filter((one) => one.name === name)
        .map(({ length, times: { one, two, separate } }) => ({
          length,
          one: statistics(one),
          two: statistics(two),
          speedup: ratios(one, two),
          ...(length < LEAST_SEPARATE ? {} : { separate: statistics(separate), most: ratios(one, separate) }),
        })),
    })),
    copy: { length: MOST, throughput: MOST / statistics(copyTimes).median },
  };
  console.log(`\n${parallelTable(results)}`);
  if (json !== undefined) writeResults(json, { quick, ...results });
}

await main();
