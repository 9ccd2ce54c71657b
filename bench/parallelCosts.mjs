// What the comments in src/parallel/ say that things cost, measured on their own.

import { sharedKernelsHex } from '../dist/generated/kernels-shared.js';
import { compile } from '../dist/kernels/compile.js';
import { Control, SPINS } from '../dist/parallel/control.js';
import { sharedKernels } from '../dist/parallel/kernels.js';
import { alone, share, writeTask } from '../dist/parallel/share.js';

const LENGTH = 16_384;
const CALLS = 50;

/** @param {(functions: (() => unknown)[]) => Promise<number[]>} medians */
export async function costs(medians) {
  const control = Control.create(2);
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 16, shared: true });
  const kernels = sharedKernels(compile(sharedKernelsHex), memory);
  const kernel = /** @type {number} */ (kernels.indexOf.get('relu'));
  const task = /** @type {const} */ ({
    kernel,
    operands: 1,
    x: 0,
    dy: 0,
    out: 0,
    length: LENGTH,
    a: 0,
    b: 0,
    c: 0,
    d: 0,
    e: 0,
  });

  const [spins, single, handed] = await medians([
    () => {
      for (let i = 0; i < SPINS && !control.isInside(1); i++);
    },
    () => {
      for (let i = 0; i < CALLS; i++) alone(kernels.list, task);
    },
    () => {
      for (let i = 0; i < CALLS; i++) {
        writeTask(control, task, [0, 1]);
        control.open();
        share(control, kernels.list, 0);
        control.close();
      }
    },
  ]);
  console.log(`${SPINS} looks at a word: ${spins.toFixed(0)} us`);
  const cost = (handed - single) / CALLS;
  console.log(`a hand-over of ${LENGTH} elements that nobody takes part in: ${cost.toFixed(2)} us`);
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
  const [first, next] = [cold, warm].map((times) => times.sort((a, b) => a - b)[times.length >> 1]);
  console.log(
    `${x.length} elements after a pause: ${first.toFixed(0)} us, right after another call: ${next.toFixed(0)} us`,
  );
}
