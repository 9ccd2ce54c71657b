import { defineActivation } from '../calls/activation.js';
import { dy, dyBits, x, xBits } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/relu6.js';
import { bitsOf, branchOf3, mask, slopeTable } from './math/branch.js';

const SIX = /* @__PURE__ */ bitsOf(6);
const slopes = /* @__PURE__ */ slopeTable(0, 1, 0);

/**
 * `relu6(x) = min(max(0, x), 6)`
 *
 * - Derivative: 1 for 0 < x < 6, 0 outside, at 0 and 6 as `kink` says. With `dy` the gradient selects: dy or +0.
 * - Arrays: float32[n] to float32[n]; computed in float32.
 * - Special values: NaN gives NaN, -0 and -Inf give +0, +Inf gives 6.
 * - Accuracy: exact.
 * - Errors: those of {@link Activation}.
 * - Source: Krizhevsky, "Convolutional Deep Belief Networks on CIFAR-10", 2010.
 *
 * @example
 * ```ts
 * relu6([-1, 3, 8]); // → Float32Array [0, 3, 6]
 * relu6.grad([0, 6]); // → Float32Array [1, 0]
 * ```
 */
export const relu6 = /* @__PURE__ */ defineActivation({
  name: 'relu6',
  kernels,
  precision: 'float32',
  cost: 1,
  parameters: {},
  kinks: () => [
    { at: 0, left: 0, right: 1 },
    { at: 6, left: 1, right: 0 },
  ],

  forward(n) {
    for (let i = 0; i < n; i++) {
      const isHigh = mask(x[i] > 6);
      xBits[i] = (xBits[i] & mask(!(x[i] <= 0)) & ~isHigh) | (SIX & isHigh);
    }
  },

  grad(n, lower, upper) {
    for (let i = 0; i < n; i++) x[i] = slopes[branchOf3(x[i], lower, upper)];
  },

  // dy or +0, and all ones, a NaN, where x or dy is NaN.
  gradDy(n, lower, upper) {
    for (let i = 0; i < n; i++) {
      const nan = mask(Number.isNaN(x[i])) | mask(Number.isNaN(dy[i]));
      xBits[i] = (dyBits[i] & mask(x[i] >= lower) & mask(x[i] < upper)) | nan;
    }
  },
});
