/** Whole models of @tensorflow/tfjs-layers, with their data. Everything comes from seeds: each time the same. */

/**
 * @typedef {{ xs: any, ys: any }} Batch
 *
 * @typedef {object} Model
 * @property {string} name
 * @property {string} title
 * @property {number} steps that it is trained for
 * @property {(tf: any, layers: any) => any} build
 * @property {(tf: any, step: number) => Batch} batch
 */

/** @param {string} activation @param {'leCunNormal' | 'heNormal'} initializer */
const hiddenLayers = (activation, initializer) => (/** @type {any} */ tf, /** @type {any} */ layers) => {
  const model = layers.sequential();
  const kernel = (/** @type {number} */ seed) => layers.initializers[initializer]({ seed });
  for (let i = 1; i <= 8; i++) {
    const inputShape = i === 1 ? { inputShape: [16] } : {};
    model.add(layers.layers.dense({ units: 64, activation, kernelInitializer: kernel(i), ...inputShape }));
  }
  model.add(layers.layers.dense({ units: 1, kernelInitializer: kernel(9) }));
  model.compile({ optimizer: tf.train.adam(0.001), loss: 'meanSquaredError' });
  return model;
};

/** y = sin(x1 + 2 x2) and some noise, for the 512 samples of one batch. @param {any} tf @param {number} step */
const waves = (tf, step) =>
  tf.tidy(() => {
    const xs = tf.randomNormal([512, 16], 0, 1, 'float32', 1000 + step);
    const [first, second] = tf.split(xs, [1, 1, 14], 1);
    const noise = tf.randomNormal([512, 1], 0, 0.1, 'float32', 2000 + step);
    return { xs, ys: tf.add(tf.sin(tf.add(first, tf.mul(2, second))), noise) };
  });

/**
 * The adding problem, on which recurrent networks are tried (Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997):
 * the sum of the two marked ones of 64 numbers.
 * @param {any} tf @param {number} step
 */
const sums = (tf, step) =>
  tf.tidy(() => {
    const values = tf.randomUniform([32, 64], 0, 1, 'float32', 3000 + step);
    const marks = Array.from({ length: 32 }, (_, row) =>
      Array.from({ length: 64 }, (_, t) => Number(t === (row * 7 + step) % 32 || t === 32 + ((row * 11 + step) % 32))),
    );
    const marked = tf.tensor2d(marks);
    return { xs: tf.stack([values, marked], 2), ys: tf.sum(tf.mul(values, marked), 1, true) };
  });

/** @type {readonly Model[]} */
export const models = [
  {
    name: 'lstm',
    title: 'LSTM, 128 units, 64 steps, batch 32 (sigmoid, tanh)',
    steps: 30,
    build(tf, { sequential, layers, initializers }) {
      const model = sequential();
      model.add(
        layers.lstm({
          ...{ units: 128, inputShape: [64, 2], activation: 'tanh', recurrentActivation: 'sigmoid' },
          kernelInitializer: initializers.glorotUniform({ seed: 1 }),
          recurrentInitializer: initializers.glorotUniform({ seed: 2 }),
        }),
      );
      model.add(layers.dense({ units: 1, kernelInitializer: initializers.glorotUniform({ seed: 3 }) }));
      model.compile({ optimizer: tf.train.adam(0.001), loss: 'meanSquaredError' });
      return model;
    },
    batch: sums,
  },
  {
    name: 'selu',
    title: '8 dense layers of 64 units, batch 512, selu',
    steps: 200,
    build: hiddenLayers('selu', 'leCunNormal'),
    batch: waves,
  },
  {
    name: 'gelu',
    title: "the same, gelu_new (tfjs-layers' gelu by tanh)",
    steps: 200,
    build: hiddenLayers('gelu_new', 'heNormal'),
    batch: waves,
  },
];

export const backends = /** @type {const} */ (['wasm', 'cpu']);
