import { defineActivation } from '../activation.js';
import { scratch } from '../memory/scratch.js';
import { sigmoidGrad, sigmoid as sigmoidTwin } from './math.js';

const { x } = scratch;

/**
 * sigmoid(x) = 1 / (1 + e^-x); sigmoid'(x) = sigmoid(x) (1 - sigmoid(x)).
 *
 * NaN gives NaN, -Inf +0, +Inf 1. Correctly rounded on all inputs, and so is the derivative.
 * Also known as the logistic function.
 */
export const sigmoid = defineActivation({
  name: 'sigmoid',
  precision: 'float64',
  cost: 30,
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i++) x[i] = sigmoidTwin(x[i], 1);
  },

  grad(n) {
    for (let i = 0; i < n; i++) x[i] = sigmoidGrad(x[i], 1, 1);
  },
});
