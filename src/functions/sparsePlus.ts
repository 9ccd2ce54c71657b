import { defineActivation } from '../calls/activation.js';
import { x } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/sparsePlus.js';
import { bounded } from './math/exponential.js';

/**
 * `sparsePlus(x) = 0 for x <= -1, (x + 1)^2 / 4 for -1 < x < 1, x else`
 *
 * - Derivative: 0 for x <= -1, (x + 1) / 2 for -1 < x < 1, 1 else.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once. The derivative is one float32 sum, halved.
 * - Special values: NaN gives NaN, -Inf gives +0, +Inf gives +Inf.
 * - Accuracy: correctly rounded on all inputs, the derivative too.
 * - Errors: those of {@link Activation}.
 * - Source: "sparse_plus" of JAX.
 *
 * @example
 * ```ts
 * sparsePlus([-2, 0, 0.5, 3]); // → Float32Array [0, 0.25, 0.5625, 3]
 * sparsePlus.grad([-2, 0, 0.5, 3]); // → Float32Array [0, 0.5, 0.75, 1]
 * ```
 */
export const sparsePlus = /* @__PURE__ */ defineActivation({
  name: 'sparsePlus',
  kernels,
  precision: 'float64',
  cost: 7,
  parameters: {},

  // From 1 on the quarter square of the bounded x is 1, to which x - 1 is added.
  forward(n) {
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const root = bounded(v, 1) + 1;
      x[i] = root * (root * 0.25) + (Math.max(v, 1) - 1);
    }
  },

  grad(n) {
    for (let i = 0; i < n; i++) x[i] = (bounded(x[i], 1) + 1) * 0.5;
  },
});
