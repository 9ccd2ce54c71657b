import * as products from '../shared/products.mjs';
import { Trainer } from './train.mjs';

/** The parts of a step, in the order in which they are shown. */
export const PARTS = /** @type {const} */ (['matrix products', 'activations', 'their gradients', 'everything else']);

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {import('./nonlinearities.mjs').Nonlinearities} nonlinearities
 * @property {(length: number) => Float32Array} alloc
 */

/**
 * Sums up the time that functions take.
 *
 * @template {string} Part
 * @param {readonly Part[]} names
 */
function stopwatch(names) {
  const spent = /** @type {Record<Part, number>} */ ({});
  return {
    spent,
    reset() {
      for (const name of names) spent[name] = 0;
    },
    /**
     * The same function, timed.
     *
     * @template {unknown[]} Arguments
     * @param {Part} name
     * @param {(...args: Arguments) => void} fn
     * @returns {(...args: Arguments) => void}
     */
    timed:
      (name, fn) =>
      (...args) => {
        const start = performance.now();
        fn(...args);
        spent[name] += performance.now() - start;
      },
  };
}

/** @param {Contender} contender */
function timedTrainer({ nonlinearities: { sigmoid, tanh, addRows }, alloc }) {
  const { timed, spent, reset } = stopwatch(PARTS);
  /** @param {import('./nonlinearities.mjs').Nonlinearity} f */
  const both = (f) => ({
    forward: timed('activations', f.forward),
    backward: timed('their gradients', f.backward),
  });
  const functions = {
    forward: timed('matrix products', products.forward),
    toInputs: timed('matrix products', products.toInputs),
    toWeights: timed('matrix products', products.toWeights),
    sigmoid: both(sigmoid),
    tanh: both(tanh),
    addRows,
  };
  const trainer = new Trainer(functions, alloc);
  /** One step: the time of each part, in milliseconds, and of all. */
  return () => {
    reset();
    const start = performance.now();
    trainer.step();
    const step = performance.now() - start;
    const known = PARTS.reduce((sum, part) => sum + spent[part], 0);
    return [...PARTS.slice(0, -1).map((part) => spent[part]), step - known, step];
  };
}

/**
 * What the parts of a training step and the whole take: each contender takes a step in turn, on the same batches.
 *
 * @param {readonly Contender[]} contenders
 * @param {number} rounds those that count
 * @param {number} warmUp those before
 * @returns {number[][][]} for each contender and each round, milliseconds of each part and of the step
 */
export function timeSteps(contenders, rounds, warmUp) {
  const steps = contenders.map(timedTrainer);
  const times = steps.map(() => /** @type {number[][]} */ ([]));
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [i, step] of steps.entries()) {
      const taken = step();
      if (round >= warmUp) times[i].push(taken);
    }
  }
  return times;
}
