import { defineActivation } from '../activation.js';
import { positive } from '../arguments.js';
import { scratch } from '../memory/scratch.js';
import { aboveTies, finite, gateGrad, LOG2_E, sigmoid } from './math.js';

const { x } = scratch;

export interface SiluParameters {
  /** How steep the sigmoid is: any finite number above 0. Default 1. */
  readonly beta?: number | undefined;
}

/**
 * silu(x) = x sigmoid(beta x); silu'(x) = s (1 + beta x (1 - s)), with s = sigmoid(beta x).
 *
 * NaN gives NaN, -0 and -Inf -0. Correctly rounded with the default beta; so is the derivative, but
 * for three inputs, at 0.501 ULP. With others within 0.501 ULP. beta = 1.702 is "quick gelu".
 * Also known as swish. Throws a RangeError unless beta is above 0.
 * Elfwing, Uchibe and Doya, "Sigmoid-Weighted Linear Units", 2017; Ramachandran et al., "Searching for Activation Functions", 2017.
 */
export const silu = defineActivation<SiluParameters>({
  name: 'silu',
  precision: 'float64',
  cost: 35,
  parameters: { beta: 1 },
  check: (fn, beta) => positive(fn, 'beta', beta),

  forward(n, beta) {
    for (let i = 0; i < n; i++) x[i] = aboveTies(finite(x[i]) * sigmoid(x[i], beta));
  },

  grad(n, beta) {
    for (let i = 0; i < n; i++) {
      const z = x[i] * beta;
      x[i] = gateGrad(z * -LOG2_E, z);
    }
  },
});
