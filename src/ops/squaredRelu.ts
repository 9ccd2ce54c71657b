import { defineActivation } from '../activation.js';
import { scratch } from '../memory/scratch.js';
import { mask } from './branch.js';

const { x, xBits } = scratch;

/**
 * squaredRelu(x) = max(0, x)^2; squaredRelu'(x) = 2 max(0, x).
 *
 * NaN gives NaN, -0 gives +0. One float32 multiplication; the derivative is exact.
 * So et al., "Primer: Searching for Efficient Transformers for Language Modeling", NeurIPS 2021.
 */
export const squaredRelu = defineActivation({
  name: 'squaredRelu',
  precision: 'float32',
  cost: 1,
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i++) {
      xBits[i] &= mask(!(x[i] <= 0));
      x[i] *= x[i];
    }
  },

  grad(n) {
    for (let i = 0; i < n; i++) {
      xBits[i] &= mask(!(x[i] <= 0));
      x[i] += x[i];
    }
  },
});
