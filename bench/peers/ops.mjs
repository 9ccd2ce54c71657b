/**
 * How each of our functions is written with the peers. In TensorFlow.js what has no operation is composed as
 * @tensorflow/tfjs-layers composes it; in ONNX it is a model of one node.
 */

/**
 * @typedef {Record<string, number>} Parameters
 * @typedef {Record<string, Float32Array>} Arrays the parameters that are arrays
 *
 * @typedef {object} Initializer a constant input
 * @property {readonly number[]} shape
 * @property {Float32Array} data
 *
 * @typedef {object} Node
 * @property {string} type
 * @property {Record<string, number | string> | undefined} [attributes]
 * @property {number | undefined} [opset] where the usual one does not have it so
 * @property {Record<string, Initializer>} [initializers] the inputs behind x, in order
 *
 * @typedef {object} Op
 * @property {(tf: any, x: any, parameters: Parameters, tensors: Record<string, any>) => any} [tfjs] the arrays are tensors
 * @property {(parameters: Parameters, arrays: Arrays) => Node} [onnx]
 */

/** @param {string} type @param {Record<string, number | string>} [attributes] @param {number} [opset] */
const node = (type, attributes, opset) => () => ({ type, attributes, opset });

/** @type {Record<string, Op>} */
export const ops = {
  relu: { tfjs: (tf, x) => tf.relu(x), onnx: node('Relu') },
  leakyRelu: {
    tfjs: (tf, x, { alpha }) => tf.leakyRelu(x, alpha),
    onnx: ({ alpha }) => ({ type: 'LeakyRelu', attributes: { alpha } }),
  },
  relu6: { tfjs: (tf, x) => tf.relu6(x), onnx: node('Clip', { min: 0, max: 6 }, 10) },
  hardtanh: { tfjs: (tf, x) => tf.clipByValue(x, -1, 1), onnx: node('Clip', { min: -1, max: 1 }, 10) },
  thresholdedRelu: { onnx: ({ theta }) => ({ type: 'ThresholdedRelu', attributes: { alpha: theta } }) },
  hardShrink: { onnx: ({ lambda }) => ({ type: 'Shrink', attributes: { lambd: lambda, bias: 0 } }) },
  softShrink: { onnx: ({ lambda }) => ({ type: 'Shrink', attributes: { lambd: lambda, bias: lambda } }) },
  hardSigmoid: {
    tfjs: (tf, x, { alpha, beta }) => tf.clipByValue(tf.add(tf.mul(x, alpha), beta), 0, 1),
    onnx: ({ alpha, beta }) => ({ type: 'HardSigmoid', attributes: { alpha, beta } }),
  },
  hardSwish: {
    tfjs: (tf, x) => tf.mul(x, tf.clipByValue(tf.add(tf.mul(x, 1 / 6), 0.5), 0, 1)),
    onnx: node('HardSwish'),
  },
  softsign: { tfjs: (tf, x) => tf.div(x, tf.add(tf.abs(x), 1)), onnx: node('Softsign') },
  sigmoid: { tfjs: (tf, x) => tf.sigmoid(x), onnx: node('Sigmoid') },
  logSigmoid: { tfjs: (tf, x) => tf.logSigmoid(x) },
  tanh: { tfjs: (tf, x) => tf.tanh(x), onnx: node('Tanh') },
  softplus: { tfjs: (tf, x) => tf.softplus(x), onnx: node('Softplus') },
  elu: {
    tfjs: (tf, x) => tf.elu(x),
    onnx: ({ alpha }) => ({ type: 'Elu', attributes: { alpha } }),
  },
  selu: { tfjs: (tf, x) => tf.selu(x), onnx: node('Selu') },
  celu: { onnx: ({ alpha }) => ({ type: 'Celu', attributes: { alpha } }) },
  silu: { tfjs: (tf, x) => tf.mul(tf.sigmoid(x), x) },
  gelu: {
    tfjs: (tf, x) => tf.mul(x, tf.mul(0.5, tf.add(1, tf.erf(tf.div(x, Math.SQRT2))))),
    onnx: node('Gelu', { approximate: 'none' }, 20),
  },
  geluTanh: {
    tfjs: (tf, x) =>
      tf.mul(
        0.5,
        tf.mul(x, tf.add(1, tf.tanh(tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.pow(x, 3))))))),
      ),
    onnx: node('Gelu', { approximate: 'tanh' }, 20),
  },
  softmax: { tfjs: (tf, x) => tf.softmax(x), onnx: node('Softmax') },
  logSoftmax: { tfjs: (tf, x) => tf.logSoftmax(x), onnx: node('LogSoftmax') },
  mish: { tfjs: (tf, x) => tf.mul(x, tf.tanh(tf.softplus(x))), onnx: node('Mish', {}, 18) },
  prelu: {
    tfjs: (tf, x, _, { alpha }) => tf.prelu(x, alpha),
    // Slopes are broadcast from the last dimension on.
    onnx: ({ inner }, { alpha }) => ({
      type: 'PRelu',
      initializers: { slope: { shape: inner === 1 ? [alpha.length] : [alpha.length, 1], data: alpha } },
    }),
  },
};

/**
 * The shape of a tensor of so many elements: a function of rows works on the last dimension, and channels are the last, or
 * the one before their `inner` elements.
 * @param {number} length @param {Parameters} parameters @param {Arrays} arrays
 */
export function shapeOf(length, { size, inner }, { alpha }) {
  if (alpha !== undefined) {
    const sample = inner === 1 ? [alpha.length] : [alpha.length, inner];
    return [length / (alpha.length * inner), ...sample];
  }
  return size === undefined ? [length] : [length / size, size];
}
