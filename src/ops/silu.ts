import { defineActivation } from '../activation.js';
import { positive } from '../arguments.js';
import { scratch } from '../memory/scratch.js';
import { aboveTies, gateGrad, sigmoidOfBounded, timesLog2E } from './math.js';

const { x } = scratch;

/** What {@link silu} takes besides `x` and the common options. */
export interface SiluParameters {
  /** How steep the sigmoid is: any finite number above 0. Default 1. */
  readonly beta?: number | undefined;
}

/**
 * `silu(x) = x / (1 + e^(-beta x))`
 *
 * - Derivative: s (1 + beta x (1 - s)), with s = 1 / (1 + e^(-beta x)).
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 and -Inf give -0.
 * - Accuracy: correctly rounded with the default beta; the derivative too, except for three inputs, at 0.501 ULP.
 *   Else within 0.501 ULP.
 * - Errors: those of {@link Activation}; a RangeError unless beta is above 0.
 * - Source: Elfwing, Uchibe and Doya, "Sigmoid-Weighted Linear Units", 2017; Ramachandran et al., "Searching for
 *   Activation Functions", 2017. Also known as swish; beta = 1.702 is "quick gelu".
 *
 * @example
 * ```ts
 * silu([-1, 0, 1]); // → Float32Array [-0.26894143, 0, 0.7310586]
 * silu.grad([-1, 0, 1]); // → Float32Array [0.07232949, 0.5, 0.92767054]
 * ```
 */
export const silu = defineActivation<SiluParameters>({
  name: 'silu',
  precision: 'float64',
  cost: 35,
  parameters: { beta: 1 },
  check: (fn, beta) => positive(fn, 'beta', beta),

  forward(n, beta) {
    // A finite number, where beta x is -690 or above, and below which silu rounds to -0.
    const least = Math.max(-690 / beta, -(2 ** 128));
    for (let i = 0; i < n; i++) {
      const held = Math.max(x[i], least);
      x[i] = aboveTies(held * sigmoidOfBounded(Math.min(held * beta, 690)));
    }
  },

  grad(n, beta) {
    for (let i = 0; i < n; i++) {
      const z = x[i] * beta;
      x[i] = gateGrad(timesLog2E(-z), z);
    }
  },
});
