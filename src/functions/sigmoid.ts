import { defineActivation } from '../calls/activation.js';
import { kernels } from '../generated/kernels/sigmoid.js';
import { logistic, logisticSlope } from './math/logistic.js';

/**
 * `sigmoid(x) = 1 / (1 + e^-x)`
 *
 * - Derivative: sigmoid(x) (1 - sigmoid(x)).
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -Inf gives +0, +Inf gives 1.
 * - Accuracy: correctly rounded on all inputs, the derivative too.
 * - Errors: those of {@link Activation}.
 * - Source: the logistic function; Verhulst, "Recherches mathématiques sur la loi d'accroissement de la population",
 *   1845.
 *
 * @example
 * ```ts
 * sigmoid([-1, 0, 1]); // → Float32Array [0.26894143, 0.5, 0.7310586]
 * sigmoid.grad([-1, 0, 1]); // → Float32Array [0.19661193, 0.25, 0.19661193]
 * ```
 */
export const sigmoid = /* @__PURE__ */ defineActivation({
  name: 'sigmoid',
  kernels,
  precision: 'float64',
  cost: 22,
  parameters: {},

  forward(n) {
    logistic(n, 1);
  },

  grad(n) {
    logisticSlope(n, 1, 1);
  },
});
