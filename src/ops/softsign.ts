import { defineActivation } from '../activation.js';
import { scratch } from '../memory/scratch.js';

const { x } = scratch;

/** Where softsign is at its limits: so that infinities are not divided by each other. */
const MOST = 2 ** 200;

/**
 * softsign(x) = x / (1 + |x|); softsign'(x) = 1 / (1 + |x|)^2.
 *
 * NaN gives NaN, -0 gives -0, +-Inf gives +-1. Correctly rounded on all inputs, and so is the derivative.
 * Bergstra, Desjardins, Lamblin and Bengio, "Quadratic Polynomials Learn Better Image Features", 2009.
 */
export const softsign = defineActivation({
  name: 'softsign',
  precision: 'float64',
  cost: 10,
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i++) {
      const held = Math.max(Math.min(x[i], MOST), -MOST);
      x[i] = held / (1 + Math.abs(held));
    }
  },

  grad(n) {
    for (let i = 0; i < n; i++) {
      const root = 1 + Math.abs(x[i]);
      x[i] = 1 / (root * root);
    }
  },
});
