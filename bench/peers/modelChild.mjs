/**
 * The process that `npm run bench:models` starts for a model on a backend: two copies of it learn from the same data, a
 * step of one with TensorFlow.js's own kernels, then the same step of the other after `accelerate(tf)`; and each predicts.
 */
import { createRequire } from 'node:module';
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
/** @type {readonly Mode[]} */
const REVERSED = ['accelerated', 'own'];

/** @type {{ name: string, backend: string, steps: number }} */
const { name, backend, steps } = JSON.parse(process.argv[2]);
const model = /** @type {import('../cases/models.mjs').Model} */ (models.find((one) => one.name === name));
const trains = model.trainsOn?.includes(backend) ?? true;

await tf.setBackend(backend);
const kernels = bothKernels(tf);
const replaced = kernels.replaced.filter((place) => place.backend === backend);
if (replaced.length === 0) throw new Error(`accelerate(tf) replaced nothing on ${backend}`);

/** @template T @param {(mode: Mode) => T} make */
const each = (make) => ({ own: make('own'), accelerated: make('accelerated') });
const networks = each(() => model.build(tf, layers));
/** @type {Record<Mode, number[]>} */
const training = each(() => []);
/** @type {Record<Mode, number[]>} */
const prediction = each(() => []);
/** @type {Record<Mode, number[]>} */
const losses = each(() => []);

for (let step = 0; step < steps; step++) {
  const { xs, ys } = model.batch(tf, step);
  // Who goes first takes turns too.
  for (const mode of step % 2 === 0 ? MODES : REVERSED) {
    exchange(tf, kernels[mode]);
    const start = performance.now();
    networks[mode].predictOnBatch(xs).dispose();
    const predicted = performance.now();
    const loss = trains ? await networks[mode].trainOnBatch(xs, ys) : undefined;
    const trained = performance.now();
    if (loss !== undefined) losses[mode].push(loss);
    if (step < WARM_UP) continue;
    prediction[mode].push(predicted - start);
    training[mode].push(trained - predicted);
  }
  tf.dispose([xs, ys]);
  process.send?.({ step });
}

const differences = losses.own.map((own, i) => Math.abs(losses.accelerated[i] - own) / own);
process.send?.({
  result: {
    ...{ name, backend, steps },
    prediction: each((mode) => statistics(prediction[mode])),
    ...(trains && {
      training: each((mode) => statistics(training[mode])),
      loss: {
        first: losses.own[0],
        final: each((mode) => losses[mode][steps - 1]),
        finalDifference: differences[steps - 1],
        largestDifference: Math.max(...differences),
        curves: each((mode) => losses[mode].filter((_, i) => i % Math.ceil(steps / 20) === 0)),
      },
    }),
    replaced: replaced.map(({ op, part }) => `${op} ${part}`),
  },
});
