/**
 * The process that `npm run bench:models` starts for a model on a backend: two copies of it learn from the same data, a
 * step of one with TensorFlow.js's own kernels, then the same step of the other after `accelerate(tf)`.
 */
import { createRequire } from 'node:module';
import { inTurn } from '../../tools/inTurn.mjs';
import { models } from '../cases/models.mjs';
import { statistics } from '../timing/measure.mjs';
import { bothKernels, exchange } from './kernels.mjs';

// CommonJS, so that all parts share one TensorFlow.js. tfjs-layers registers the gradients.
const load = createRequire(import.meta.url);
const tf = load('@tensorflow/tfjs-core');
load('@tensorflow/tfjs-backend-wasm');
load('@tensorflow/tfjs-backend-cpu');
const layers = load('@tensorflow/tfjs-layers');
// It advises at each start to take the native add-on instead.
tf.enableProdMode();

/** Steps before the first that counts: V8 optimises, the optimizer makes its variables. */
const WARM_UP = 3;
/** @typedef {'own' | 'accelerated'} Mode */
/** @type {readonly Mode[]} */
const MODES = ['own', 'accelerated'];

/** @type {{ name: string, backend: string, steps: number }} */
const { name, backend, steps } = JSON.parse(process.argv[2]);
const model = /** @type {import('../cases/models.mjs').Model} */ (models.find((one) => one.name === name));

await tf.setBackend(backend);
const kernels = bothKernels(tf);
const replaced = kernels.replaced.filter((place) => place.backend === backend);
if (replaced.length === 0) throw new Error(`accelerate(tf) replaced nothing on ${backend}`);

/** @template T @param {(mode: Mode, i: number) => T} make */
const each = (make) => ({ own: make('own', 0), accelerated: make('accelerated', 1) });
const networks = each(() => model.build(tf, layers));

/** One step of a copy. @param {Mode} mode */
const stepOf = (mode) => async (/** @type {number} */ step) => {
  const { xs, ys } = model.batch(tf, step);
  exchange(tf, kernels[mode]);
  const start = performance.now();
  const loss = await networks[mode].trainOnBatch(xs, ys);
  const ms = performance.now() - start;
  tf.dispose([xs, ys]);
  process.send?.({ step });
  return { loss, ms };
};
const taken = await inTurn(MODES.map(stepOf), (step) => step === steps);
const milliseconds = each((_, i) => taken[i].slice(WARM_UP).map(({ ms }) => ms));
const losses = each((_, i) => taken[i].map(({ loss }) => loss));

const differences = losses.own.map((own, i) => Math.abs(losses.accelerated[i] - own) / own);
process.send?.({
  result: {
    ...{ name, backend, steps },
    milliseconds: each((mode) => statistics(milliseconds[mode])),
    loss: {
      first: losses.own[0],
      final: each((mode) => losses[mode][steps - 1]),
      finalDifference: differences[steps - 1],
      largestDifference: Math.max(...differences),
      curves: each((mode) => losses[mode].filter((_, i) => i % Math.ceil(steps / 20) === 0)),
    },
    replaced: replaced.map(({ op, part }) => `${op} ${part}`),
  },
});
