import { alignedTable } from '../../tools/table.mjs';
import { models } from '../cases/models.mjs';
import { digits, ratio, spread, times } from './figures.mjs';

/**
 * @typedef {object} Run a model that learned on a backend, with TensorFlow.js's own kernels and after `accelerate(tf)`
 * @property {string} name
 * @property {string} backend
 * @property {number} steps
 * @property {{ own: import('../timing/measure.mjs').Timing, accelerated: import('../timing/measure.mjs').Timing }} milliseconds of a step
 * @property {object} loss
 * @property {number} loss.first
 * @property {{ own: number, accelerated: number }} loss.final
 * @property {number} loss.finalDifference relative, after the last step
 * @property {number} loss.largestDifference the largest after any step
 */

/** @param {import('../timing/measure.mjs').Timing} timing */
const time = (timing) => `${digits(timing.median)} ms ± ${spread(timing)}%`;

/** @param {number} value */
const small = (value) => (value === 0 ? '0' : value.toExponential(1));

/** One row for each model and backend. @param {readonly Run[]} runs */
export function modelsTable(runs) {
  return alignedTable(
    [
      'model',
      'backend',
      "a step, TensorFlow.js's own",
      'after `accelerate(tf)`',
      'ratio',
      'loss, first to last',
      'losses apart',
    ],
    runs.map(({ name, backend, steps, milliseconds: { own, accelerated }, loss }) => [
      models.find((one) => one.name === name)?.title ?? name,
      backend,
      time(own),
      time(accelerated),
      times(ratio(accelerated, own)),
      `${digits(loss.first)} to ${digits(loss.final.accelerated)} in ${steps}`,
      `${small(loss.largestDifference)} at most, ${small(loss.finalDifference)} at the end`,
    ]),
    'right',
  );
}

/** In one sentence, for TensorFlow.js's wasm backend. @param {readonly Run[]} runs */
export function modelsSentence(runs) {
  const ratios = runs
    .filter(({ backend }) => backend === 'wasm')
    .map(({ name, milliseconds: { own, accelerated } }) => `${times(ratio(accelerated, own))} (${name})`);
  return `A training step of whole TensorFlow.js models on its wasm backend, after \`accelerate(tf)\`: ${ratios.join(', ')}.`;
}
