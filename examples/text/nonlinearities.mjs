/**
 * @typedef {object} Nonlinearity
 * @property {(x: Float32Array, y: Float32Array) => void} forward y = f(x)
 * @property {(x: Float32Array, y: Float32Array, dy: Float32Array) => void} backward dy becomes dy * f'(x)
 */

/** @typedef {{ sigmoid: Nonlinearity, tanh: Nonlinearity }} Nonlinearities what an LSTM needs */

/**
 * By wasm-activations.
 *
 * @param {Pick<import('wasm-activations').Activations, 'sigmoid' | 'tanh'>} instance
 * @returns {Nonlinearities}
 */
export function byLibrary(instance) {
  /** @param {import('wasm-activations').Activation} f */
  const bind = (f) => ({
    /** @type {Nonlinearity['forward']} */
    forward: (x, y) => f(x, { out: y }),
    /** @type {Nonlinearity['backward']} */
    backward: (x, _, dy) => f.grad(x, { dy, out: dy }),
  });
  return { sigmoid: bind(instance.sigmoid), tanh: bind(instance.tanh) };
}

/**
 * By the loops that one writes by hand. They take the derivative from y, which needs no exponential; near y = 1 the
 * difference 1 - y has few of float32's digits left.
 *
 * @type {Nonlinearities}
 */
export const byLoops = {
  sigmoid: {
    forward(x, y) {
      for (let i = 0; i < x.length; i++) y[i] = 1 / (1 + Math.exp(-x[i]));
    },
    backward(_, y, dy) {
      for (let i = 0; i < y.length; i++) dy[i] *= y[i] * (1 - y[i]);
    },
  },
  tanh: {
    forward(x, y) {
      for (let i = 0; i < x.length; i++) y[i] = Math.tanh(x[i]);
    },
    backward(_, y, dy) {
      for (let i = 0; i < y.length; i++) dy[i] *= 1 - y[i] * y[i];
    },
  },
};
