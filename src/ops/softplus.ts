import { defineActivation } from '../activation.js';
import { positive } from '../arguments.js';
import { scratch } from '../memory/scratch.js';
import { sigmoid, softplus as softplusTwin } from './math.js';

const { x } = scratch;

export interface SoftplusParameters {
  /** How sharply it bends: any finite number above 0. Default 1. */
  readonly beta?: number | undefined;
}

/**
 * softplus(x) = ln(1 + e^(beta x)) / beta; softplus'(x) = 1 / (1 + e^(-beta x)).
 *
 * NaN gives NaN, -Inf +0, +Inf +Inf. Correctly rounded with the default beta, and so is the derivative; else within 0.501 ULP.
 * There is no threshold from which on it is linear, as PyTorch has one. Throws a RangeError unless beta is above 0.
 * Dugas et al., "Incorporating Second-Order Functional Knowledge for Better Option Pricing", NIPS 2000.
 */
export const softplus = defineActivation<SoftplusParameters>({
  name: 'softplus',
  precision: 'float64',
  cost: 60,
  parameters: { beta: 1 },
  check: (fn, beta) => positive(fn, 'beta', beta),

  forward(n, beta) {
    const scale = 1 / beta;
    for (let i = 0; i < n; i++) x[i] = softplusTwin(x[i], beta, scale);
  },

  grad(n, beta) {
    for (let i = 0; i < n; i++) x[i] = sigmoid(x[i], beta);
  },
});
