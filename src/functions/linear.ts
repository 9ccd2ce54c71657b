import { defineActivation } from '../calls/activation.js';
import { x } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/linear.js';
import { slopeTable } from './math/branch.js';
import { bounded } from './math/exponential.js';

/** The largest float32. */
const MAX_VALUE = 3.4028234663852886e38;

const slopes = /* @__PURE__ */ slopeTable(0);

/** What {@link linear} takes besides `x` and the common options. */
export interface LinearParameters {
  /** The slope: any finite number, rounded to float32. Default 1. */
  readonly alpha?: number | undefined;
  /** The value at 0: any finite number, rounded to float32. Default 0. */
  readonly beta?: number | undefined;
}

/**
 * `linear(x) = alpha x + beta`
 *
 * - Derivative: alpha.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN. With a beta of 0 it is the product alone, so that -0 stays. With an alpha of 0 infinities
 *   give beta, as all others do.
 * - Accuracy: exact with the default parameters; else within 0.501 ULP, also where the sum cancels. The derivative is
 *   exact.
 * - Errors: those of {@link Activation}.
 * - Source: "linear" of WebNN, with its two parameters; "Affine" of early ONNX.
 *
 * @example
 * ```ts
 * linear([-1, 0, 2], { alpha: 2, beta: 0.5 }); // → Float32Array [-1.5, 0.5, 4.5]
 * linear.grad([-1, 2], { alpha: 2, dy: [1, 3] }); // → Float32Array [2, 6]
 * ```
 */
export const linear = /* @__PURE__ */ defineActivation<LinearParameters>({
  name: 'linear',
  kernels,
  precision: 'float64',
  roundsParameters: true,
  cost: 5,
  parameters: { alpha: 1, beta: 0 },

  forward(n, alpha, beta) {
    const sum = beta === 0 ? -0 : beta;
    const most = alpha === 0 ? MAX_VALUE : Number.POSITIVE_INFINITY;
    for (let i = 0; i < n; i++) x[i] = bounded(x[i], most) * alpha + sum;
  },

  grad(n, alpha) {
    slopes[1] = alpha;
    for (let i = 0; i < n; i++) x[i] = slopes[+!Number.isNaN(x[i])];
  },
});
