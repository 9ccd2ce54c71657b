import type { Tensor } from '@tensorflow/tfjs-core';
import type { FunctionName } from './operations.js';
import type { TensorFlow } from './tensorflow.js';

/** `dy` times f'(x), or the gradient of a function of rows: differentiable. */
type Slope = (x: Tensor, dy: Tensor) => Tensor;
type Numbers = Readonly<Record<string, number>>;

/** The gradients of a gradient, by both of its inputs; `above` arrives from above. */
export interface GradientGradients {
  x(tf: TensorFlow, above: Tensor, x: Tensor, dy: Tensor, slope: Slope, parameters: Numbers): Tensor;
  dy(tf: TensorFlow, above: Tensor, x: Tensor, slope: Slope): Tensor;
}

/** Every gradient is linear in dy. Where each result depends on one element it is dy f'(x), which is symmetric. */
const dy: GradientGradients['dy'] = (_, above, x, slope) => slope(x, above);

/** f'' is 0. */
const straight: GradientGradients = { dy, x: (tf, _, x) => tf.zerosLike(x) };

/** From f''(x). */
const curved = (of: (tf: TensorFlow, x: Tensor, parameters: Numbers) => Tensor): GradientGradients => ({
  dy,
  x: (tf, above, x, dy, _, parameters) => tf.mul(tf.mul(above, dy), of(tf, x, parameters)),
});

/** From f''(x) / f'(x), where f' has no root. */
const bent = (of: (tf: TensorFlow, x: Tensor, parameters: Numbers) => Tensor): GradientGradients => ({
  dy,
  x: (tf, above, x, dy, slope, parameters) => slope(x, tf.mul(tf.mul(above, dy), of(tf, x, parameters))),
});

const below0 = (tf: TensorFlow, x: Tensor) => tf.step(tf.neg(x));

/** `value` for abs(x) < edge, else 0. */
const within = (edge: number, value: number) => curved((tf, x) => tf.mul(value, tf.step(tf.sub(edge, tf.abs(x)))));

/** sigmoid'. */
const bell = (tf: TensorFlow, v: Tensor) => tf.mul(tf.sigmoid(v), tf.sigmoid(tf.neg(v)));

/** The sum of each row. */
const rowSum = (tf: TensorFlow, t: Tensor) => tf.sum(t, -1, true);

const SQRT_2_PI = Math.sqrt(2 * Math.PI);

// Written so that no factor is infinite where another is 0.
const table: { readonly [Name in FunctionName]?: GradientGradients } & Readonly<Record<string, GradientGradients>> = {
  hardShrink: straight,
  hardSigmoid: straight,
  hardtanh: straight,
  leakyRelu: straight,
  linear: straight,
  relu: straight,
  relu6: straight,
  softShrink: straight,
  thresholdedRelu: straight,

  celu: bent((tf, x, { alpha }) => tf.div(below0(tf, x), alpha)),
  elu: bent(below0),
  logSigmoid: bent((tf, x) => tf.neg(tf.sigmoid(x))),
  selu: bent(below0),
  sigmoid: bent((tf, x) => tf.sub(1, tf.mul(2, tf.sigmoid(x)))),
  softplus: bent((tf, x, { beta }) => tf.mul(beta, tf.sigmoid(tf.mul(-beta, x)))),
  softsign: bent((tf, x) => tf.div(tf.mul(-2, tf.sign(x)), tf.add(1, tf.abs(x)))),
  tanh: bent((tf, x) => tf.mul(-2, tf.tanh(x))),

  hardSwish: within(3, 1 / 3),
  sparsePlus: within(1, 1 / 2),
  squaredRelu: curved((tf, x) => tf.mul(2, tf.step(x))),
  squareplus: curved((tf, x, { b }) => tf.mul(b / 2, tf.pow(tf.add(tf.square(x), b), -1.5))),
  tanhShrink: curved((tf, x) => tf.mul(tf.mul(8, tf.tanh(x)), bell(tf, tf.mul(2, x)))),

  // With the density e^(-x^2/2) / sqrt(2 pi) it is (2 - x^2) times that.
  gelu: curved((tf, x) => {
    const root = tf.exp(tf.mul(-1 / 4, tf.square(x)));
    return tf.div(tf.sub(tf.mul(2, tf.square(root)), tf.square(tf.mul(x, root))), SQRT_2_PI);
  }),

  // x sigmoid(beta x): beta sigmoid' (2 + beta x (1 - 2 sigmoid)).
  silu: curved((tf, x, { beta }) => {
    const v = tf.mul(beta, x);
    const odd = tf.mul(v, tf.sub(1, tf.mul(2, tf.sigmoid(v))));
    return tf.mul(tf.mul(beta, bell(tf, v)), tf.add(2, odd));
  }),

  // x sigmoid(v), v = c (x + a x^3): sigmoid' (2 v' + x v'' + x v'^2 (1 - 2 sigmoid)).
  geluTanh: curved((tf, x) => {
    const a = 0.044715;
    const c = 4 / SQRT_2_PI;
    const squares = tf.square(x);
    const v = tf.mul(tf.mul(c, x), tf.add(1, tf.mul(a, squares)));
    const dv = tf.mul(c, tf.add(1, tf.mul(3 * a, squares)));
    const slope = bell(tf, v);
    const odd = tf.mul(tf.mul(tf.mul(tf.mul(slope, dv), x), dv), tf.sub(1, tf.mul(2, tf.sigmoid(v))));
    return tf.add(tf.mul(slope, tf.add(tf.mul(2, dv), tf.mul(6 * a * c, squares))), odd);
  }),

  // x t, t = tanh(softplus(x)), with s = sigmoid(x) and n = sigmoid(-x): t = s (1 + n) / (1 + n^2) and t' = s (1 - t^2), where
  // sqrt(1 - t^2) = 2 n / (1 + n^2).
  mish: curved((tf, x) => {
    const s = tf.sigmoid(x);
    const n = tf.sigmoid(tf.neg(x));
    const m = tf.add(1, tf.square(n));
    const t = tf.div(tf.mul(s, tf.add(1, n)), m);
    const dt = tf.mul(s, tf.square(tf.div(tf.mul(2, n), m)));
    return tf.mul(dt, tf.add(2, tf.mul(x, tf.sub(n, tf.mul(2, tf.mul(t, s))))));
  }),

  // The gradient is y (dy - sum dy y), with y = softmax(x).
  softmax: {
    dy,
    x(tf, above, x, dy, slope) {
      const y = tf.softmax(x);
      const mean = (t: Tensor) => rowSum(tf, tf.mul(t, y));
      return slope(x, tf.sub(tf.mul(above, dy), tf.add(tf.mul(dy, mean(above)), tf.mul(above, mean(dy)))));
    },
  },

  // The gradient is dy - y sum dy, which is not symmetric.
  logSoftmax: {
    dy: (tf, above, x) => tf.sub(above, rowSum(tf, tf.mul(above, tf.softmax(x)))),
    x(tf, above, x, dy) {
      const y = tf.softmax(x);
      const centered = tf.sub(above, rowSum(tf, tf.mul(above, y)));
      return tf.neg(tf.mul(rowSum(tf, dy), tf.mul(y, centered)));
    },
  },
};

/** Undefined for a function that is not differentiated twice here. */
export const gradientGradients = (fn: FunctionName): GradientGradients | undefined => table[fn];
