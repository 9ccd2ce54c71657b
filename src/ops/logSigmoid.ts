import { defineActivation } from '../activation.js';
import { scratch } from '../memory/scratch.js';
import { sigmoid, softplus } from './math.js';

const { x } = scratch;

/**
 * logSigmoid(x) = ln(sigmoid(x)) = -ln(1 + e^-x); logSigmoid'(x) = 1 / (1 + e^x).
 *
 * NaN gives NaN, -Inf -Inf, +Inf -0. Correctly rounded on all inputs, and so is the derivative.
 * The logarithm of the logistic function, without the detour over a sigmoid that may be 0.
 */
export const logSigmoid = defineActivation({
  name: 'logSigmoid',
  precision: 'float64',
  cost: 60,
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i++) x[i] = softplus(x[i], -1, -1);
  },

  grad(n) {
    for (let i = 0; i < n; i++) x[i] = sigmoid(x[i], -1);
  },
});
