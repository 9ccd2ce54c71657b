import { defineActivation } from '../calls/activation.js';
import { dy, x } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/leakyRelu.js';
import { branch, slopeTable } from './math/branch.js';

/** The derivative on each branch; alpha is the last. */
const slopes = /* @__PURE__ */ slopeTable(1, 0);
/** The factor for x >= 0 and NaN, and for x < 0. */
const factors = /* @__PURE__ */ slopes.subarray(1);

// A float64 product of two float32 numbers is exact, so that storing it rounds once, as one float32 multiplication does.

/** What {@link leakyRelu} takes besides `x` and the common options. */
export interface LeakyReluParameters {
  /** The slope for x < 0: any finite number, rounded to float32. Default 0.01. */
  readonly alpha?: number | undefined;
}

/**
 * `leakyRelu(x) = x for x >= 0, alpha x for x < 0`
 *
 * - Derivative: 1 for x > 0, alpha for x < 0, at 0 as `kink` says.
 * - Arrays: float32[n] to float32[n]; computed in float32.
 * - Special values: NaN gives NaN, -0 gives -0, -Inf gives alpha * -Inf, which is NaN for alpha = 0.
 * - Accuracy: one float32 multiplication.
 * - Errors: those of {@link Activation}.
 * - Source: Maas, Hannun and Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic Models", ICML 2013.
 *
 * @example
 * ```ts
 * leakyRelu([1, -10, 0]); // → Float32Array [1, -0.099999994, 0]
 * leakyRelu.grad([1, -10, 0], { alpha: 0.25 }); // → Float32Array [1, 0.25, 1]
 * ```
 */
export const leakyRelu = /* @__PURE__ */ defineActivation<LeakyReluParameters>({
  name: 'leakyRelu',
  kernels,
  precision: 'float32',
  cost: 1,
  parameters: { alpha: 0.01 },
  kinks: (alpha) => [{ at: 0, left: alpha, right: 1 }],

  forward(n, alpha) {
    slopes[2] = alpha;
    for (let i = 0; i < n; i += 4) {
      x[i] *= factors[+(x[i] < 0)];
      x[i + 1] *= factors[+(x[i + 1] < 0)];
      x[i + 2] *= factors[+(x[i + 2] < 0)];
      x[i + 3] *= factors[+(x[i + 3] < 0)];
    }
  },

  grad(n, edge, alpha) {
    slopes[2] = alpha;
    for (let i = 0; i < n; i += 4) {
      x[i] = slopes[branch(x[i], edge)];
      x[i + 1] = slopes[branch(x[i + 1], edge)];
      x[i + 2] = slopes[branch(x[i + 2], edge)];
      x[i + 3] = slopes[branch(x[i + 3], edge)];
    }
  },

  gradDy(n, edge, alpha) {
    slopes[2] = alpha;
    for (let i = 0; i < n; i += 4) {
      x[i] = dy[i] * slopes[branch(x[i], edge)];
      x[i + 1] = dy[i + 1] * slopes[branch(x[i + 1], edge)];
      x[i + 2] = dy[i + 2] * slopes[branch(x[i + 2], edge)];
      x[i + 3] = dy[i + 3] * slopes[branch(x[i + 3], edge)];
    }
  },
});
