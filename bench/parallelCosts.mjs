// What the comments in src/parallel/ say that things cost, measured on their own.

import { compile } from '../build/modules/engine/compile.js';
import { sharedKernelsText } from '../build/modules/generated/kernels-shared.js';
import { Control, SPINS } from '../build/modules/parallel/control.js';
import { sharedKernels } from '../build/modules/parallel/kernels.js';
import { runAlone, runShare, writeTask } from '../build/modules/parallel/share.js';
import { measure, statistics } from './timing/measure.mjs';

const LENGTH = 16_384;
const CALLS = 50;

/** @param {string} name @param {number} calls @param {() => void} call */
const contender = (name, calls, call) => ({
  name,
  calls,
  mostPasses: 1000,
  refresh() {},
  /** @param {number} passes */
  batch(passes) {
    for (let i = 0; i < passes * calls; i++) call();
  },
});

/** @param {import('./timing/measure.mjs').Budget} budget */
export async function costs(budget) {
  const control = Control.create(2);
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 16, shared: true });
  const kernels = sharedKernels(compile(sharedKernelsText), memory);
  const kernel = /** @type {number} */ (kernels.indexOf.get('relu'));
  const task = /** @type {const} */ ({
    kernel,
    operands: 1,
    cost: 1,
    x: 0,
    dy: 0,
    out: 0,
    length: LENGTH,
    a: 0,
    unit: 0,
    b: 0,
    c: 0,
    d: 0,
    e: 0,
  });

  const { spins, single, shared } = await measure(
    [
      contender('spins', 1, () => {
        for (let i = 0; i < SPINS && !control.isInside(1); i++);
      }),
      contender('single', CALLS, () => runAlone(kernels.list, task)),
      contender('shared', CALLS, () => {
        writeTask(control, task, [0, 1]);
        control.open();
        runShare(control, kernels.list, 0);
        control.close();
      }),
    ],
    budget,
  );
  console.log(`${SPINS} polls of a word: ${(spins.median / 1000).toFixed(0)} us`);
  const cost = (shared.median - single.median) / 1000;
  console.log(`handing over ${LENGTH} elements that no worker takes: ${cost.toFixed(2)} us`);
}

/**
 * A call that finds its worker asleep, against one in a row of calls.
 * @param {{ relu(x: Float32Array, options: { out: Float32Array }): Promise<Float32Array> }} act
 * @param {Float32Array} x
 */
export async function wakeCost(act, x) {
  /** @type {number[]} */
  const cold = [];
  /** @type {number[]} */
  const warm = [];
  for (let i = 0; i < 60; i++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    for (const times of [cold, warm]) {
      const start = performance.now();
      await act.relu(x, { out: x });
      times.push(1000 * (performance.now() - start));
    }
  }
  const [first, next] = [cold, warm].map((times) => statistics(times).median);
  console.log(
    `${x.length} elements after a pause: ${first.toFixed(0)} us, right after another call: ${next.toFixed(0)} us`,
  );
}
