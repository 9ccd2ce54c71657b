import { defineActivation } from '../calls/activation.js';
import { kernels } from '../generated/kernels/logSigmoid.js';
import { logistic } from './math/logistic.js';
import { scaledSoftplus } from './math/scaledSoftplus.js';

/**
 * `logSigmoid(x) = -ln(1 + e^-x)`
 *
 * - Derivative: 1 / (1 + e^x).
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -Inf gives -Inf, +Inf gives -0.
 * - Accuracy: correctly rounded on all inputs, the derivative too.
 * - Errors: those of {@link Activation}.
 * - Source: ln(sigmoid(x)), without a sigmoid in between that may be 0.
 *
 * @example
 * ```ts
 * logSigmoid([-1, 0, 1]); // → Float32Array [-1.3132616, -0.6931472, -0.3132617]
 * logSigmoid.grad([-1, 0, 1]); // → Float32Array [0.7310586, 0.5, 0.26894143]
 * ```
 */
export const logSigmoid = /* @__PURE__ */ defineActivation({
  name: 'logSigmoid',
  kernels,
  precision: 'float64',
  cost: 56,
  parameters: {},

  forward(n) {
    scaledSoftplus(n, -1, -1);
  },

  grad(n) {
    logistic(n, -1);
  },
});
