import { defineActivation } from '../calls/activation.js';
import { dy, dyBits, x, xBits } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/relu.js';
import { branch, slopeTable } from './math/branch.js';

/** The derivative on each branch. */
const slopes = /* @__PURE__ */ slopeTable(1, 0);

/**
 * `relu(x) = max(0, x)`
 *
 * - Derivative: 1 for x > 0, 0 for x < 0, at 0 as `kink` says. With `dy` the gradient selects: dy or +0.
 * - Arrays: float32[n] to float32[n]; computed in float32.
 * - Special values: NaN gives NaN, -0 and -Inf give +0.
 * - Accuracy: exact.
 * - Errors: those of {@link Activation}.
 * - Source: Nair and Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines", ICML 2010.
 *
 * @example
 * ```ts
 * relu([1, -10, 0, 15, -20]); // → Float32Array [1, 0, 0, 15, 0]
 * relu.grad([1, -10, 0, 15, -20]); // → Float32Array [1, 0, 1, 1, 0]
 * relu.grad([0], { kink: 'left' }); // → Float32Array [0]
 * ```
 */
export const relu = /* @__PURE__ */ defineActivation({
  name: 'relu',
  kernels,
  precision: 'float32',
  cost: 1,
  parameters: {},
  kinks: () => [{ at: 0, left: 0, right: 1 }],

  forward(n) {
    for (let i = 0; i < n; i += 4) {
      xBits[i] &= -!(x[i] <= 0);
      xBits[i + 1] &= -!(x[i + 1] <= 0);
      xBits[i + 2] &= -!(x[i + 2] <= 0);
      xBits[i + 3] &= -!(x[i + 3] <= 0);
    }
  },

  grad(n, edge) {
    for (let i = 0; i < n; i += 4) {
      x[i] = slopes[branch(x[i], edge)];
      x[i + 1] = slopes[branch(x[i + 1], edge)];
      x[i + 2] = slopes[branch(x[i + 2], edge)];
      x[i + 3] = slopes[branch(x[i + 3], edge)];
    }
  },

  // dy or +0, and all ones, a NaN, where x or dy is NaN.
  gradDy(n, edge) {
    for (let i = 0; i < n; i += 4) {
      xBits[i] = (dyBits[i] & -(x[i] >= edge)) | -(+Number.isNaN(x[i]) | +Number.isNaN(dy[i]));
      xBits[i + 1] = (dyBits[i + 1] & -(x[i + 1] >= edge)) | -(+Number.isNaN(x[i + 1]) | +Number.isNaN(dy[i + 1]));
      xBits[i + 2] = (dyBits[i + 2] & -(x[i + 2] >= edge)) | -(+Number.isNaN(x[i + 2]) | +Number.isNaN(dy[i + 2]));
      xBits[i + 3] = (dyBits[i + 3] & -(x[i + 3] >= edge)) | -(+Number.isNaN(x[i + 3]) | +Number.isNaN(dy[i + 3]));
    }
  },
});
