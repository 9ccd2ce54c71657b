import { defineActivation } from '../activation.js';
import { scratch } from '../memory/scratch.js';
import { bounded, even, LOG2_E, odd, powerOf2, ROUNDER, sigmoidGrad } from './math.js';

const { x } = scratch;

/**
 * tanh(x) = (e^x - e^-x) / (e^x + e^-x); tanh'(x) = 1 - tanh(x)^2.
 *
 * NaN gives NaN, -0 gives -0, +-Inf gives +-1. Correctly rounded on all inputs, and so is the derivative.
 * LeCun, Bottou, Orr and Mueller, "Efficient BackProp", 1998.
 */
export const tanh = defineActivation({
  name: 'tanh',
  precision: 'float64',
  cost: 30,
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i++) {
      const u = bounded(x[i] * (2 * LOG2_E), 100);
      const k = u + ROUNDER - ROUNDER;
      const f = u - k;
      const E = even(f);
      const O = odd(f);
      const less = (1 - powerOf2(k)) * (E + O);
      x[i] = (O + O - less) / (E + E - less);
    }
  },

  grad(n) {
    for (let i = 0; i < n; i++) x[i] = sigmoidGrad(x[i], 2, 4);
  },
});
