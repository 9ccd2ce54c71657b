/**
 * @typedef {object} Nonlinearity
 * @property {(x: Float32Array, y: Float32Array) => void} forward y = f(x)
 * @property {(x: Float32Array, y: Float32Array, dy: Float32Array, times: Float32Array, dx: Float32Array) => void} backward
 *   dx = dy * times * f'(x), where y is f(x)
 */

/** @typedef {(rows: Float32Array, sums: Float32Array) => void} AddRows adds each column's sum */

/** @typedef {{ sigmoid: Nonlinearity, tanh: Nonlinearity, addRows: AddRows }} Nonlinearities what an LSTM needs */

/**
 * By wasm-activations.
 *
 * @param {Pick<import('wasm-activations').Activations, 'sigmoid' | 'tanh' | 'channelSums'>} instance
 * @returns {Nonlinearities}
 */
export function byLibrary({ sigmoid, tanh, channelSums }) {
  /** @param {import('wasm-activations').Activation} f */
  const bind = (f) => ({
    /** @type {Nonlinearity['forward']} */
    forward: (x, y) => f(x, { out: y }),
    /** @type {Nonlinearity['backward']} */
    backward: (x, _, dy, times, dx) => f.grad(x, { dy, times, out: dx }),
  });
  return {
    sigmoid: bind(sigmoid),
    tanh: bind(tanh),
    addRows(rows, sums) {
      const added = channelSums(rows, { channels: sums.length });
      for (let i = 0; i < sums.length; i++) sums[i] += added[i];
    },
  };
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
    backward(_, y, dy, times, dx) {
      for (let i = 0; i < y.length; i++) dx[i] = dy[i] * times[i] * y[i] * (1 - y[i]);
    },
  },
  tanh: {
    forward(x, y) {
      for (let i = 0; i < x.length; i++) y[i] = Math.tanh(x[i]);
    },
    backward(_, y, dy, times, dx) {
      for (let i = 0; i < y.length; i++) dx[i] = dy[i] * times[i] * (1 - y[i] * y[i]);
    },
  },
  addRows(rows, sums) {
    for (let i = 0; i < rows.length; ) {
      for (let u = 0; u < sums.length; u++, i++) sums[u] += rows[i];
    }
  },
};
