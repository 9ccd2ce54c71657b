/** Times contenders in turn, a batch of each after the other, until the time is up. */
import { quantileSorted } from 'd3-array';
import { inTurn } from '../../tools/inTurn.mjs';

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {number} calls calls in one pass of a batch
 * @property {number} mostPasses how often a batch may go over the same data
 * @property {() => void | Promise<void>} refresh brings fresh data; not timed
 * @property {(passes: number) => void | Promise<void>} batch what is timed
 *
 * @typedef {object} Timing nanoseconds of one call, or the unit of the samples
 * @property {number} median
 * @property {number} p25
 * @property {number} p75
 *
 * @typedef {object} Budget
 * @property {number} warmUp milliseconds before the first sample counts, for each size
 * @property {number} time milliseconds of samples, for each size
 * @property {number} leastRounds
 * @property {number} mostRounds
 */

/** @type {Budget} */
export const FULL = { warmUp: 60, time: 700, leastRounds: 9, mostRounds: 401 };
/** @type {Budget} */
export const QUICK = { warmUp: 20, time: 80, leastRounds: 3, mostRounds: 51 };

/** Long enough to be a loop and short enough to be called often: V8 counts both before it optimises. */
export const WARM_UP_SIZE = 1024;

/** A batch lasts at least this long where it may: a thousand times what reading the clock costs. */
const BATCH_MS = 0.02;

/**
 * How long a contender goes over its arrays before they get fresh numbers and a sample is taken: so it finds in the caches
 * what it would find there in a row of calls. After a pause of 12 ms, relu of 1,048,576 elements took 0.55, 0.33, 0.20,
 * 0.14 and from then on 0.12 ms here (medians of 60 such rows of calls), TensorFlow.js's much the same: other programs use
 * these caches too. What takes longer than this for one pass starts cold, as it would anywhere.
 */
const SETTLE_MS = 1;

/** @param {Contender} contender @param {number} passes @param {number} [passMs] what one takes, about */
async function sample({ refresh, batch, mostPasses }, passes, passMs = Number.POSITIVE_INFINITY) {
  await refresh();
  if (passMs <= SETTLE_MS) {
    await batch(Math.min(Math.ceil(SETTLE_MS / passMs), mostPasses));
    await refresh();
  }
  const start = performance.now();
  const pending = batch(passes);
  // A promise is waited for only where there is one: an await costs as much as a small call.
  if (pending !== undefined) await pending;
  return performance.now() - start;
}

/**
 * Runs everything in turn for `milliseconds`, so that V8 replaces its first, slow code (Liftoff for wasm) by its best.
 * @param {readonly Contender[]} contenders @param {number} milliseconds
 */
export async function warmUp(contenders, milliseconds) {
  const passMs = contenders.map(() => Number.POSITIVE_INFINITY);
  const end = performance.now() + milliseconds;
  do {
    for (const [i, contender] of contenders.entries()) {
      passMs[i] = Math.min(passMs[i], await sample(contender, 1));
    }
  } while (performance.now() < end);
  return passMs;
}

/**
 * The samples of each contender, in nanoseconds of one call, one for each round.
 * @param {readonly Contender[]} contenders @param {Budget} budget
 * @returns {Promise<number[][]>}
 */
export async function samplesOf(contenders, budget) {
  const passMs = await warmUp(contenders, budget.warmUp);
  const tasks = contenders.map((contender, i) => {
    const { mostPasses, calls } = contender;
    const passes = Math.min(mostPasses, Math.max(1, Math.ceil(BATCH_MS / Math.max(passMs[i], 1e-6))));
    return async () => ((await sample(contender, passes, passMs[i])) * 1e6) / (passes * calls);
  });
  const end = performance.now() + budget.time;
  return inTurn(
    tasks,
    (rounds) => rounds >= budget.mostRounds || (rounds >= budget.leastRounds && performance.now() >= end),
  );
}

/**
 * @param {readonly Contender[]} contenders @param {Budget} budget
 * @returns {Promise<Record<string, Timing>>} by the contenders' names
 */
export async function measure(contenders, budget) {
  const samples = await samplesOf(contenders, budget);
  return Object.fromEntries(contenders.map(({ name }, i) => [name, statistics(samples[i])]));
}

/** @param {readonly number[]} samples @returns {Timing} */
export function statistics(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  /** @param {number} p three digits: the rest is noise */
  const quantile = (p) => Number((quantileSorted(sorted, p) ?? Number.NaN).toPrecision(3));
  return { median: quantile(0.5), p25: quantile(0.25), p75: quantile(0.75) };
}
