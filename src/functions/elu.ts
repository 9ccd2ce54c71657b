import { defineActivation } from '../calls/activation.js';
import { kernels } from '../generated/kernels/elu.js';
import { exponentialLinear, exponentialLinearSlope } from './math/exponentialLinear.js';

/** What {@link elu} takes besides `x` and the common options. */
export interface EluParameters {
  /** The limit for x to -Infinity is -alpha: any finite number. Default 1. */
  readonly alpha?: number | undefined;
}

/**
 * `elu(x) = x for x > 0, alpha (e^x - 1) else`
 *
 * - Derivative: 1 for x > 0, alpha e^x for x < 0, at 0 as `kink` says.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 gives -0, -Inf gives -alpha.
 * - Accuracy: correctly rounded with the default alpha; the derivative too, except for one input, -89.45233. Else
 *   within 0.501 ULP.
 * - Errors: those of {@link Activation}.
 * - Source: Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by Exponential Linear
 *   Units", ICLR 2016.
 *
 * @example
 * ```ts
 * elu([-1, 0, 1]); // → Float32Array [-0.63212055, 0, 1]
 * elu.grad([-1, 0, 1]); // → Float32Array [0.36787945, 1, 1]
 * ```
 */
export const elu = /* @__PURE__ */ defineActivation<EluParameters>({
  name: 'elu',
  kernels,
  precision: 'float64',
  cost: 25,
  parameters: { alpha: 1 },
  kinks: (alpha) => [{ at: 0, left: alpha, right: 1 }],

  forward(n, alpha) {
    exponentialLinear(n, 1, alpha, 1);
  },

  grad(n, edge, alpha) {
    exponentialLinearSlope(n, edge, 1, alpha, 1);
  },
});
