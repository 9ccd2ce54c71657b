import { defineActivation } from '../activation.js';
import { scratch } from '../memory/scratch.js';
import { exponential, exponentialMinus1, timesLog2E } from './math.js';

const { x, xBits } = scratch;

/** The derivative below the edge, and above. */
const slopes = Float64Array.of(0, 1);

/** What {@link elu} takes besides `x` and the common options. */
export interface EluParameters {
  /** The limit for x to -Infinity is -alpha: any finite number. Default 1. */
  readonly alpha?: number | undefined;
}

/**
 * `elu(x) = x for x > 0, alpha (e^x - 1) else`
 *
 * - Derivative: 1 for x > 0, alpha e^x for x < 0, at 0 as `kink` says.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 gives -0, -Inf gives -alpha.
 * - Accuracy: correctly rounded with the default alpha; the derivative too, except for one input, -89.45233. Else
 *   within 0.501 ULP.
 * - Errors: those of {@link Activation}.
 * - Source: Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by Exponential Linear
 *   Units", ICLR 2016.
 *
 * @example
 * ```ts
 * elu([-1, 0, 1]); // → Float32Array [-0.63212055, 0, 1]
 * elu.grad([-1, 0, 1]); // → Float32Array [0.36787945, 1, 1]
 * ```
 */
export const elu = defineActivation<EluParameters>({
  name: 'elu',
  precision: 'float64',
  cost: 35,
  parameters: { alpha: 1 },
  kinks: (alpha) => [{ at: 0, left: alpha, right: 1 }],

  forward(n, alpha) {
    const rate = timesLog2E(1);
    for (let i = 0; i < n; i++) {
      const bits = xBits[i];
      const isAbove = -(x[i] > 0);
      x[i] = exponentialMinus1(x[i], alpha, rate);
      xBits[i] = (bits & isAbove) | (xBits[i] & ~isAbove);
    }
  },

  grad(n, edge, alpha) {
    const rate = timesLog2E(1);
    for (let i = 0; i < n; i++) {
      slopes[0] = exponential(x[i], alpha, rate);
      x[i] = slopes[+(x[i] >= edge)];
    }
  },
});
