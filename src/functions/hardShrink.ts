import { defineActivation } from '../calls/activation.js';
import { notNegative } from '../calls/arguments.js';
import { dy, dyBits, x, xBits } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/hardShrink.js';
import { branchOf3, mask, slopeTable } from './math/branch.js';

const slopes = /* @__PURE__ */ slopeTable(1, 0, 1);

/** What {@link hardShrink} takes besides `x` and the common options. */
export interface HardShrinkParameters {
  /** Up to this magnitude the result is 0: any finite number from 0 on, rounded to float32. Default 0.5. */
  readonly lambda?: number | undefined;
}

/**
 * `hardShrink(x) = x for |x| > lambda, else 0`
 *
 * - Derivative: 1 for |x| > lambda, 0 for |x| < lambda, at -lambda and lambda as `kink` says: the slope beside the
 *   jump. With `dy` the gradient selects: dy or +0.
 * - Arrays: float32[n] to float32[n]; computed in float32.
 * - Special values: NaN gives NaN, -0 gives +0, infinities stay.
 * - Accuracy: exact.
 * - Errors: those of {@link Activation}; a RangeError for a negative lambda.
 * - Source: Donoho and Johnstone, "Ideal spatial adaptation by wavelet shrinkage", 1994.
 *
 * @example
 * ```ts
 * hardShrink([-2, 0.25, 1]); // → Float32Array [-2, 0, 1]
 * hardShrink.grad([-2, 0.25, 1]); // → Float32Array [1, 0, 1]
 * ```
 */
export const hardShrink = /* @__PURE__ */ defineActivation<HardShrinkParameters>({
  name: 'hardShrink',
  kernels,
  precision: 'float32',
  cost: 1,
  parameters: { lambda: 0.5 },
  check: (fn, lambda) => notNegative(fn, 'lambda', lambda),
  kinks: (lambda) => [
    { at: -lambda, left: 1, right: 0 },
    { at: lambda, left: 0, right: 1 },
  ],

  forward(n, lambda) {
    for (let i = 0; i < n; i++) xBits[i] &= mask(!(Math.abs(x[i]) <= lambda));
  },

  grad(n, lower, upper) {
    for (let i = 0; i < n; i++) x[i] = slopes[branchOf3(x[i], lower, upper)];
  },

  // dy or +0, and all ones, a NaN, where x or dy is NaN.
  gradDy(n, lower, upper) {
    for (let i = 0; i < n; i++) {
      const nan = mask(Number.isNaN(x[i])) | mask(Number.isNaN(dy[i]));
      xBits[i] = (dyBits[i] & (mask(x[i] < lower) | mask(x[i] >= upper))) | nan;
    }
  },
});
