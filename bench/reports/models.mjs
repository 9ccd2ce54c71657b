import { alignedTable } from '../../tools/table.mjs';
import { models } from '../cases/models.mjs';
import { digits, median, ratio, spread, times } from './figures.mjs';

/**
 * @typedef {{ own: import('../timing/measure.mjs').Timing, accelerated: import('../timing/measure.mjs').Timing }} Both
 *
 * @typedef {object} Run a model that learned on a backend, with TensorFlow.js's own kernels and after `accelerate(tf)`
 * @property {string} name
 * @property {string} backend
 * @property {number} steps
 * @property {Both} prediction milliseconds of a batch
 * @property {Both} [training] milliseconds of a step; missing where TensorFlow.js has no kernel for a gradient
 * @property {object} [loss]
 * @property {number} loss.first
 * @property {{ own: number, accelerated: number }} loss.final
 * @property {number} loss.finalDifference relative, after the last step
 * @property {number} loss.largestDifference the largest after any step
 */

/** @param {import('../timing/measure.mjs').Timing} timing */
const time = (timing) => `${digits(timing.median)} ms ± ${spread(timing)}%`;

/** @param {number} value */
const small = (value) => (value === 0 ? '0' : value.toExponential(1));

/** @param {Both} both */
const gain = ({ own, accelerated }) => times(ratio(accelerated, own));

/** One row for each model and backend. @param {readonly Run[]} runs */
export function modelsTable(runs) {
  return alignedTable(
    [
      ...['model', 'backend', 'predicts', 'trains', "a prediction, TensorFlow.js's own", 'after `accelerate(tf)`'],
      ...['a training step, its own', 'after `accelerate(tf)`', 'loss, first to last', 'losses apart'],
    ],
    runs.map(({ name, backend, steps, prediction, training, loss }) => [
      models.find((one) => one.name === name)?.title ?? name,
      backend,
      gain(prediction),
      training === undefined ? '–' : gain(training),
      time(prediction.own),
      time(prediction.accelerated),
      training === undefined ? '–' : time(training.own),
      training === undefined ? '–' : time(training.accelerated),
      loss === undefined ? '–' : `${digits(loss.first)} to ${digits(loss.final.accelerated)} in ${steps}`,
      loss === undefined ? '–' : `${small(loss.largestDifference)} at most, ${small(loss.finalDifference)} at the end`,
    ]),
    'right',
  );
}

/** The least, the largest and the median of several ratios, in words. @param {readonly { name: string, gain: number }[]} gains */
function range(gains) {
  const sorted = [...gains].sort((a, b) => a.gain - b.gain);
  const [least, most] = [sorted[0], sorted[sorted.length - 1]].map(({ name, gain }) => `${digits(gain)} (${name})`);
  return `from ${least} to ${most} times as fast, with a median of ${digits(median(sorted.map(({ gain }) => gain)))}`;
}

/** In one sentence, for TensorFlow.js's wasm backend. @param {readonly Run[]} runs */
export function modelsSentence(runs) {
  const models = runs.filter(({ backend }) => backend === 'wasm');
  /** @param {'prediction' | 'training'} work */
  const gains = (work) =>
    models.flatMap(({ name, [work]: both }) =>
      both === undefined ? [] : [{ name, gain: ratio(both.accelerated, both.own) }],
    );
  return `**Whole models** of TensorFlow.js on its wasm backend, after the line \`accelerate(tf)\`: predictions of ${models.length} models are ${range(gains('prediction'))};
their training steps ${range(gains('training'))}: \`docs/tensorflow.md\`.`;
}
