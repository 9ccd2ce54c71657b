/** The process that `npm run bench:versions` starts for a function: both versions take turns in it. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import * as thisVersion from 'wasm-activations';
import { ROW_SIZE } from '../../tools/rowLoops.mjs';
import { caseNamed } from '../cases/functions.mjs';
import { callOf, compile } from './contenders.mjs';
import { mostPasses, ordinaryArrays, randomSource, residentArrays, residentBytes } from './data.mjs';
import { samplesOf, statistics, WARM_UP_SIZE, warmUp } from './measure.mjs';

/** @type {{ name: string, sizes: number[], budget: import('./measure.mjs').Budget, other: string, backend: 'wasm' | 'js' }} */
const { name, sizes, budget, other, backend } = JSON.parse(process.argv[2]);
const benchCase = caseNamed(name);
const { op, kind } = benchCase;
const longest = Math.max(WARM_UP_SIZE, ...sizes);
const random = randomSource(longest);

/** The file that a package's `exports` name for Node. @param {unknown} entry @returns {string} */
function fileFor(entry) {
  if (typeof entry === 'string') return entry;
  const conditions = /** @type {Record<string, unknown>} */ (entry);
  return fileFor(conditions.node ?? conditions.import ?? conditions.default);
}

/** @returns {Promise<typeof thisVersion>} */
async function otherVersion() {
  const { exports } = JSON.parse(readFileSync(`${other}/package.json`, 'utf8'));
  return import(pathToFileURL(`${other}/${fileFor(exports['.'])}`).href);
}

/** One version's function, and its arrays. @param {typeof thisVersion} version */
function entrant({ createActivations }) {
  const instance = createActivations({
    backend,
    ...(backend === 'wasm' ? { memoryBytes: residentBytes(longest) } : {}),
  });
  const activation = /** @type {any} */ (instance)[op];
  const f = kind === 'forward' ? activation : activation?.grad;
  return { f, resident: backend === 'wasm' ? residentArrays(instance, longest) : undefined };
}
const [old, now] = [await otherVersion(), thisVersion].map(entrant);

/** Both versions as contenders on arrays of one kind. @param {'resident' | 'ordinary'} memory @param {number} length */
function pair(memory, length) {
  const { whole, options } = benchCase;
  // A row of a short array is the whole array.
  const given = 'size' in options ? { ...options, size: Math.min(ROW_SIZE, length) } : options;
  const ordinary = ordinaryArrays(length);
  return [old, now].map(({ f, resident }) => {
    const arrays = memory === 'resident' && resident !== undefined ? resident(length) : ordinary;
    const batch = compile(callOf({ ...benchCase, options: given }, 'y'), { f, ...given, ...whole?.arrays });
    random.fill(arrays.dys, 1);
    return {
      arrays,
      contender: {
        ...{ name, calls: arrays.xs.length, mostPasses: mostPasses(length) },
        refresh: () => random.fill(arrays.xs),
        batch: (/** @type {number} */ passes) => batch(passes, arrays),
      },
    };
  });
}

/** The bits of the results for the same numbers. @param {ReturnType<typeof pair>[number]} one */
function bitsOf({ arrays, contender }) {
  random.fill(arrays.xs, 0);
  contender.batch(1);
  return arrays.outs.flatMap((y) => [...new Int32Array(y.buffer.slice(y.byteOffset, y.byteOffset + y.byteLength))]);
}

/** @type {readonly ('resident' | 'ordinary')[]} */
const memories = backend === 'wasm' ? ['resident', 'ordinary'] : ['ordinary'];
if (old.f !== undefined) {
  for (const length of [sizes[0], WARM_UP_SIZE]) {
    for (const memory of memories) {
      await warmUp(
        pair(memory, length).map(({ contender }) => contender),
        5 * budget.warmUp,
      );
    }
  }
}
for (const size of sizes) {
  const comparisons = [];
  for (const memory of old.f === undefined ? [] : memories) {
    const versions = pair(memory, size);
    const [before, after] = versions.map(bitsOf);
    const different = before.filter((bits, i) => bits !== after[i]).length;
    const [olds, nows] = await samplesOf(
      versions.map(({ contender }) => contender),
      budget,
    );
    comparisons.push({
      memory,
      ratio: statistics(olds.map((time, round) => time / nows[round])),
      ...{ old: statistics(olds).median, now: statistics(nows).median, different },
    });
  }
  process.send?.({ size, comparisons });
}
