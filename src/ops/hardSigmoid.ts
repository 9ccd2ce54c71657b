import { defineActivation } from '../activation.js';
import { positive } from '../arguments.js';
import { scratch } from '../memory/scratch.js';
import { bitsOf, branchOf3, mask } from './branch.js';

const { x, xBits, dy } = scratch;

const ONE = bitsOf(1);
const slopes = Float64Array.of(Number.NaN, 0, 0, 0);

export interface HardSigmoidParameters {
  /** The slope: any finite number above 0. Default 1/6. */
  readonly alpha?: number | undefined;
  /** The value at 0: any finite number. Default 0.5. */
  readonly beta?: number | undefined;
}

/**
 * hardSigmoid(x) = min(max(0, alpha x + beta), 1); hardSigmoid'(x) = alpha where alpha x + beta is between 0 and 1, 0 where
 * it is outside, and where it is 0 or 1 as `kink` says.
 *
 * NaN gives NaN. Correctly rounded with the default parameters, as the derivative is with all. With `dy` the gradient is
 * +0 on the flat parts, else one float32 multiplication. Throws a RangeError unless alpha is above 0.
 * alpha and beta are PyTorch's and JAX's; ONNX, WebNN and Keras 2 have 0.2 and 0.5.
 * Courbariaux, Bengio and David, "BinaryConnect", NIPS 2015.
 */
export const hardSigmoid = defineActivation<HardSigmoidParameters>({
  name: 'hardSigmoid',
  precision: 'float64',
  cost: 8,
  parameters: { alpha: 1 / 6, beta: 0.5 },
  check: (fn, alpha) => positive(fn, 'alpha', alpha),
  // In alpha x + beta.
  kinks: (alpha) => [
    { at: 0, left: 0, right: alpha },
    { at: 1, left: alpha, right: 0 },
  ],

  forward(n, alpha, beta) {
    for (let i = 0; i < n; i++) {
      const line = alpha * x[i] + beta;
      const isHigh = mask(line > 1);
      x[i] = line;
      xBits[i] = (xBits[i] & mask(!(line <= 0)) & ~isHigh) | (ONE & isHigh);
    }
  },

  grad(n, lower, upper, alpha, beta) {
    slopes[2] = alpha;
    for (let i = 0; i < n; i++) x[i] = slopes[branchOf3(alpha * x[i] + beta, lower, upper)];
  },

  gradDy(n, lower, upper, alpha, beta) {
    slopes[2] = Math.fround(alpha);
    for (let i = 0; i < n; i++) {
      const branch = branchOf3(alpha * x[i] + beta, lower, upper);
      const isFlat = mask(branch === 1 || branch === 3) & ~mask(Number.isNaN(dy[i]));
      x[i] = dy[i] * slopes[branch];
      xBits[i] &= ~isFlat;
    }
  },
});
