import { defineActivation } from '../calls/activation.js';
import { positive } from '../calls/arguments.js';
import { dy, x, xBits } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/hardSigmoid.js';
import { bitsOf, branchOf3, mask, slopeTable } from './math/branch.js';

const ONE = /* @__PURE__ */ bitsOf(1);
const slopes = /* @__PURE__ */ slopeTable(0, 0, 0);

/** So that the infinities lie outside of the edges. */
function finite(edge: number): number {
  return Math.min(Math.max(edge, -Number.MAX_VALUE), Number.MAX_VALUE);
}

/** What {@link hardSigmoid} takes besides `x` and the common options. */
export interface HardSigmoidParameters {
  /** The slope: any finite number above 0. Default 1/6. */
  readonly alpha?: number | undefined;
  /** The value at 0: any finite number. Default 0.5. */
  readonly beta?: number | undefined;
}

/**
 * `hardSigmoid(x) = min(max(0, alpha x + beta), 1)`
 *
 * - Derivative: alpha where alpha x + beta is between 0 and 1, 0 outside, and at the float64 -beta / alpha and
 *   (1 - beta) / alpha as `kink` says. With `dy` the gradient is +0 on the flat parts, else one float32 multiplication.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -Inf gives 0, +Inf gives 1.
 * - Accuracy: correctly rounded with the default parameters; the derivative is with all.
 * - Errors: those of {@link Activation}; a RangeError unless alpha is above 0.
 * - Source: Courbariaux, Bengio and David, "BinaryConnect", NIPS 2015. The defaults are those of PyTorch and JAX;
 *   ONNX, WebNN and Keras 2 have 0.2 and 0.5.
 *
 * @example
 * ```ts
 * hardSigmoid([-3, 0, 1.5, 3]); // → Float32Array [0, 0.5, 0.75, 1]
 * hardSigmoid([-1, 1], { alpha: 0.25 }); // → Float32Array [0.25, 0.75]
 * ```
 */
export const hardSigmoid = /* @__PURE__ */ defineActivation<HardSigmoidParameters>({
  name: 'hardSigmoid',
  kernels,
  precision: 'float64',
  cost: 6,
  // 1 / 6. A quotient would keep all of this in bundles that do not use it.
  parameters: { alpha: 0.16666666666666666, beta: 0.5 },
  check: (fn, alpha) => positive(fn, 'alpha', alpha),
  // Where alpha x + beta is 0 and 1, as x: of the sum itself a small x leaves no trace.
  kinks: (alpha, beta) => [
    { at: finite(-beta / alpha), left: 0, right: alpha },
    { at: finite((1 - beta) / alpha), left: alpha, right: 0 },
  ],

  forward(n, alpha, beta) {
    for (let i = 0; i < n; i++) {
      const line = alpha * x[i] + beta;
      const isHigh = mask(line > 1);
      x[i] = line;
      xBits[i] = (xBits[i] & mask(!(line <= 0)) & ~isHigh) | (ONE & isHigh);
    }
  },

  grad(n, lower, upper, alpha) {
    slopes[2] = alpha;
    for (let i = 0; i < n; i++) x[i] = slopes[branchOf3(x[i], lower, upper)];
  },

  gradDy(n, lower, upper, alpha) {
    slopes[2] = Math.fround(alpha);
    for (let i = 0; i < n; i++) {
      const branch = branchOf3(x[i], lower, upper);
      const isFlat = mask(branch === 1 || branch === 3) & ~mask(Number.isNaN(dy[i]));
      x[i] = dy[i] * slopes[branch];
      xBits[i] &= ~isFlat;
    }
  },
});
