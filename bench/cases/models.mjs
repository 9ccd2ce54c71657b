/** Whole models of @tensorflow/tfjs-layers, with their data. Everything comes from seeds: each time the same. */

/**
 * @typedef {{ xs: any, ys: any }} Batch
 *
 * @typedef {object} Model
 * @property {string} name
 * @property {string} title
 * @property {number} steps that it is trained for
 * @property {readonly string[]} [trainsOn] the backends that have the kernels of its gradients. Default: all
 * @property {(tf: any, layers: any) => any} build
 * @property {(tf: any, step: number) => Batch} batch
 */

/** An initializer with a new seed for each layer. @param {any} initializers @param {string} [name] */
function seeded(initializers, name = 'glorotUniform') {
  let seed = 0;
  return () => initializers[name]({ seed: ++seed });
}

/** @param {string} activation @param {'leCunNormal' | 'heNormal'} initializer */
const hiddenLayers = (activation, initializer) => (/** @type {any} */ tf, /** @type {any} */ layers) => {
  const model = layers.sequential();
  const kernel = seeded(layers.initializers, initializer);
  for (let i = 1; i <= 8; i++) {
    const inputShape = i === 1 ? { inputShape: [16] } : {};
    model.add(layers.layers.dense({ units: 64, activation, kernelInitializer: kernel(), ...inputShape }));
  }
  model.add(layers.layers.dense({ units: 1, kernelInitializer: kernel() }));
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

/** Attention in 4 heads: of queries, keys and values side by side, with softmax. @param {any} tf @param {any} layers @returns {any} */
function attentionOf(tf, layers) {
  const heads = 4;
  return class Attention extends layers.layers.Layer {
    static className = 'Attention';
    /** @param {number[]} shape */
    computeOutputShape([batch, tokens, width]) {
      return [batch, tokens, width / 3];
    }
    /** @param {any} inputs */
    call(inputs) {
      return tf.tidy(() => {
        const x = Array.isArray(inputs) ? inputs[0] : inputs;
        const [batch, tokens, width] = x.shape;
        const size = width / 3 / heads;
        const split = tf.transpose(tf.reshape(x, [batch, tokens, 3, heads, size]), [2, 0, 3, 1, 4]);
        const [q, k, v] = tf.unstack(split);
        const scores = tf.softmax(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(size)));
        return tf.reshape(tf.transpose(tf.matMul(scores, v), [0, 2, 1, 3]), [batch, tokens, heads * size]);
      });
    }
  };
}

/**
 * A small vision transformer (Dosovitskiy et al., "An Image is Worth 16x16 Words", 2020): 16 patches of 4x4 pixels, each
 * with its position, in 4 blocks of attention and two dense layers.
 * @param {any} tf @param {any} tfLayers
 */
function transformer(tf, tfLayers) {
  const { layers, initializers, model } = tfLayers;
  const kernel = seeded(initializers);
  const Attention = attentionOf(tf, tfLayers);
  const dense = (/** @type {number} */ units, activation = 'linear') =>
    layers.dense({ units, activation, kernelInitializer: kernel() });
  const normalized = () => layers.layerNormalization();
  const input = layers.input({ shape: [16, 64] });
  let x = dense(128).apply(input);
  for (let block = 0; block < 4; block++) {
    const attended = new Attention({}).apply(dense(384).apply(normalized().apply(x)));
    x = layers.add().apply([x, dense(128).apply(attended)]);
    const hidden = dense(512, 'gelu_new').apply(normalized().apply(x));
    x = layers.add().apply([x, dense(128).apply(hidden)]);
  }
  const output = dense(4).apply(layers.globalAveragePooling1d().apply(normalized().apply(x)));
  const network = model({ inputs: input, outputs: output });
  network.compile({ optimizer: tf.train.adam(0.0005), loss: 'meanSquaredError' });
  return network;
}

/** 8 images in patches with their positions; to be found are the means of four quarters, squared. @param {any} tf @param {number} step */
const patches = (tf, step) =>
  tf.tidy(() => {
    const images = tf.randomNormal([8, 16, 48], 0, 1, 'float32', 4000 + step);
    const positions = tf.tile(tf.expandDims(tf.eye(16), 0), [8, 1, 1]);
    const quarters = tf.mean(tf.reshape(images, [8, 4, 4 * 48]), 2);
    return { xs: tf.concat([images, positions], 2), ys: tf.mul(100, tf.square(quarters)) };
  });

/**
 * A small convolution net for phones (Howard et al., "Searching for MobileNetV3", 2019, with swish): inverted residuals of
 * depthwise convolutions, with squeeze-and-excitation whose gate is hardSigmoid.
 * @param {any} tf @param {any} tfLayers
 */
function mobile(tf, { layers, initializers, model }) {
  const kernel = seeded(initializers);
  const swish = (/** @type {any} */ x) => layers.activation({ activation: 'swish' }).apply(x);
  const conv = (/** @type {number} */ filters, /** @type {number} */ kernelSize, strides = 1) =>
    layers.conv2d({ filters, kernelSize, strides, padding: 'same', kernelInitializer: kernel() });
  const input = layers.input({ shape: [32, 32, 3] });
  let x = swish(conv(16, 3, 2).apply(input));
  for (const [filters, strides] of [
    [16, 1],
    [24, 2],
    [24, 1],
    [40, 2],
    [40, 1],
  ]) {
    const width = 4 * x.shape[3];
    let y = swish(conv(width, 1).apply(x));
    y = swish(
      layers.depthwiseConv2d({ kernelSize: 3, strides, padding: 'same', depthwiseInitializer: kernel() }).apply(y),
    );
    const squeezed = layers
      .dense({ units: width / 4, activation: 'swish', kernelInitializer: kernel() })
      .apply(layers.globalAveragePooling2d({}).apply(y));
    const gate = layers.dense({ units: width, activation: 'hardSigmoid', kernelInitializer: kernel() }).apply(squeezed);
    y = layers.multiply().apply([y, layers.reshape({ targetShape: [1, 1, width] }).apply(gate)]);
    y = conv(filters, 1).apply(y);
    x = strides === 1 && x.shape[3] === filters ? layers.add().apply([x, y]) : y;
  }
  const pooled = layers.globalAveragePooling2d({}).apply(swish(conv(160, 1).apply(x)));
  const output = layers.dense({ units: 4, kernelInitializer: kernel() }).apply(pooled);
  const network = model({ inputs: input, outputs: output });
  network.compile({ optimizer: tf.train.adam(0.001), loss: 'meanSquaredError' });
  return network;
}

/** 4 images; to be found are the means of four stripes, tenfold. @param {any} tf @param {number} step */
const images = (tf, step) =>
  tf.tidy(() => {
    const xs = tf.randomNormal([4, 32, 32, 3], 0, 1, 'float32', 5000 + step);
    return { xs, ys: tf.mul(10, tf.mean(tf.reshape(xs, [4, 4, 8 * 32 * 3]), 2)) };
  });

/** @param {string} activation @param {'leCunNormal' | 'heNormal'} [initializer] @returns {Model} */
const dense = (activation, initializer = 'heNormal') => ({
  name: activation,
  title: `8 dense layers of 64 units, batch 512, ${activation}`,
  steps: 200,
  build: hiddenLayers(activation, initializer),
  batch: waves,
});

/** @type {readonly Model[]} */
export const models = [
  {
    name: 'transformer',
    title: 'vision transformer, 4 blocks of width 128, 16 patches, batch 8 (gelu_new, softmax)',
    steps: 30,
    build: transformer,
    batch: patches,
  },
  {
    name: 'mobile',
    title: 'mobile convolution net, 5 blocks with squeeze-and-excitation, 32x32 pixels, batch 4 (swish, hardSigmoid)',
    steps: 30,
    // Its wasm backend has no kernel Conv2DBackpropFilter.
    trainsOn: ['cpu'],
    build: mobile,
    batch: images,
  },
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
  dense('gelu_new'),
  dense('mish'),
  dense('gelu'),
  dense('swish'),
  dense('selu', 'leCunNormal'),
  dense('softsign', 'leCunNormal'),
  dense('hardSigmoid', 'leCunNormal'),
];

export const backends = /** @type {const} */ (['wasm', 'cpu']);
