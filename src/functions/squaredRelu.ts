import { defineActivation } from '../calls/activation.js';
import { x, xBits } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/squaredRelu.js';
import { mask } from './math/branch.js';

/**
 * `squaredRelu(x) = max(0, x)^2`
 *
 * - Derivative: 2 max(0, x).
 * - Arrays: float32[n] to float32[n]; computed in float32.
 * - Special values: NaN gives NaN, -0 and -Inf give +0.
 * - Accuracy: one float32 multiplication; the derivative is exact.
 * - Errors: those of {@link Activation}.
 * - Source: So et al., "Primer: Searching for Efficient Transformers for Language Modeling", NeurIPS 2021.
 *
 * @example
 * ```ts
 * squaredRelu([-2, 3]); // → Float32Array [0, 9]
 * squaredRelu.grad([-2, 3]); // → Float32Array [0, 6]
 * ```
 */
export const squaredRelu = /* @__PURE__ */ defineActivation({
  name: 'squaredRelu',
  kernels,
  precision: 'float32',
  cost: 1,
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i++) {
      xBits[i] &= mask(!(x[i] <= 0));
      x[i] *= x[i];
    }
  },

  grad(n) {
    for (let i = 0; i < n; i++) {
      xBits[i] &= mask(!(x[i] <= 0));
      x[i] += x[i];
    }
  },
});
