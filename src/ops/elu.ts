import { defineActivation } from '../activation.js';
import { scratch } from '../memory/scratch.js';
import { exponential, exponentialMinus1, LOG2_E } from './math.js';

const { x, xBits } = scratch;

/** The derivative below the edge, and above. */
const slopes = Float64Array.of(0, 1);

export interface EluParameters {
  /** The limit for x to -Infinity is -alpha: any finite number. Default 1. */
  readonly alpha?: number | undefined;
}

/**
 * elu(x) = x for x > 0, alpha (e^x - 1) else; elu'(x) = 1 for x > 0, alpha e^x for x < 0, and at 0 as `kink` says.
 *
 * NaN gives NaN, -0 -0, -Inf -alpha. Correctly rounded with the default alpha; so is the derivative, but
 * for one input, -89.45233. With others within 0.501 ULP.
 * Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by Exponential Linear Units", ICLR 2016.
 */
export const elu = defineActivation<EluParameters>({
  name: 'elu',
  precision: 'float64',
  cost: 35,
  parameters: { alpha: 1 },
  kinks: (alpha) => [{ at: 0, left: alpha, right: 1 }],

  forward(n, alpha) {
    for (let i = 0; i < n; i++) {
      const bits = xBits[i];
      const isAbove = -(x[i] > 0);
      x[i] = exponentialMinus1(x[i], alpha, LOG2_E);
      xBits[i] = (bits & isAbove) | (xBits[i] & ~isAbove);
    }
  },

  grad(n, edge, alpha) {
    for (let i = 0; i < n; i++) {
      slopes[0] = exponential(x[i], alpha, LOG2_E);
      x[i] = slopes[+(x[i] >= edge)];
    }
  },
});
