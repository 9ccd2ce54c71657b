import { defineActivation } from '../calls/activation.js';
import { x } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/sparsePlus.js';
import { branchOf3, slopeTable } from './math/branch.js';

/** The result, and the derivative, for each of the three branches. */
const results = /* @__PURE__ */ slopeTable(0, 0, 0);
const slopes = /* @__PURE__ */ slopeTable(0, 0, 1);

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

  forward(n) {
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const root = v + 1;
      results[2] = root * (root * 0.25);
      results[3] = v;
      x[i] = results[branchOf3(v, -1, 1)];
    }
  },

  grad(n) {
    for (let i = 0; i < n; i++) {
      const v = x[i];
      slopes[2] = (v + 1) * 0.5;
      x[i] = slopes[branchOf3(v, -1, 1)];
    }
  },
});
