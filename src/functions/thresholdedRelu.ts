import { defineActivation } from '../calls/activation.js';
import { dy, dyBits, x, xBits } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/thresholdedRelu.js';
import { bitsOf, branch, mask, slopeTable } from './math/branch.js';

const slopes = /* @__PURE__ */ slopeTable(1, 0);

/** What {@link thresholdedRelu} takes besides `x` and the common options. */
export interface ThresholdedReluParameters {
  /** Up to here the result is `value`: any finite number, rounded to float32. Default 1. */
  readonly theta?: number | undefined;
  /** The result up to theta: any finite number, rounded to float32. Default 0. */
  readonly value?: number | undefined;
}

/**
 * `thresholdedRelu(x) = x for x > theta, else value`
 *
 * - Derivative: 1 for x > theta, 0 for x < theta, at theta as `kink` says: the slope beside the jump. With `dy` the
 *   gradient selects: dy or +0.
 * - Arrays: float32[n] to float32[n]; computed in float32.
 * - Special values: NaN gives NaN, -Inf gives value; zeros up to theta give value too, by default +0.
 * - Accuracy: exact.
 * - Errors: those of {@link Activation}.
 * - Source: Konda, Memisevic and Krueger, "Zero-bias autoencoders and the benefits of co-adapting features", ICLR
 *   2015.
 *
 * @example
 * ```ts
 * thresholdedRelu([-2, 0.5, 1, 3]); // → Float32Array [0, 0, 0, 3]
 * thresholdedRelu.grad([-2, 0.5, 3], { theta: 0 }); // → Float32Array [0, 1, 1]
 * ```
 */
export const thresholdedRelu = /* @__PURE__ */ defineActivation<ThresholdedReluParameters>({
  name: 'thresholdedRelu',
  kernels,
  precision: 'float32',
  cost: 1,
  parameters: { theta: 1, value: 0 },
  kinks: (theta) => [{ at: theta, left: 0, right: 1 }],

  forward(n, theta, value) {
    const valueBits = bitsOf(value);
    for (let i = 0; i < n; i++) {
      const isBelow = mask(x[i] <= theta);
      xBits[i] = (xBits[i] & ~isBelow) | (valueBits & isBelow);
    }
  },

  grad(n, edge) {
    for (let i = 0; i < n; i++) x[i] = slopes[branch(x[i], edge)];
  },

  // dy or +0, and all ones, a NaN, where x or dy is NaN.
  gradDy(n, edge) {
    for (let i = 0; i < n; i++) {
      xBits[i] = (dyBits[i] & mask(x[i] >= edge)) | mask(Number.isNaN(x[i])) | mask(Number.isNaN(dy[i]));
    }
  },
});
