import { defineActivation } from '../calls/activation.js';
import { positive } from '../calls/arguments.js';
import { kernels } from '../generated/kernels/celu.js';
import { exponentialLinear, exponentialLinearSlope } from './math/exponentialLinear.js';

/** From 2^200 on celu(x) is x for every float32 x; with the largest alpha, x / alpha would underflow. */
function capped(alpha: number): number {
  return Math.min(alpha, 2 ** 200);
}

/** 1 / alpha, without infinity for the smallest alpha: 0 times it is then 0. */
function inverse(alpha: number): number {
  return Math.min(1 / alpha, 2 ** 1023);
}

/** What {@link celu} takes besides `x` and the common options. */
export interface CeluParameters {
  /** The limit for x to -Infinity is -alpha: any finite number above 0. Default 1. */
  readonly alpha?: number | undefined;
}

/**
 * `celu(x) = x for x > 0, alpha (e^(x/alpha) - 1) else`
 *
 * - Derivative: 1 for x >= 0, e^(x/alpha) else.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 gives -0, -Inf gives -alpha.
 * - Accuracy: correctly rounded with the default alpha; the derivative too, except for one input, -89.45233. Else
 *   within 0.501 ULP.
 * - Errors: those of {@link Activation}; a RangeError unless alpha is above 0.
 * - Source: Barron, "Continuously Differentiable Exponential Linear Units", 2017.
 *
 * @example
 * ```ts
 * celu([-1, 0, 1]); // → Float32Array [-0.63212055, 0, 1]
 * celu.grad([-1, 0, 1], { alpha: 2 }); // → Float32Array [0.60653067, 1, 1]
 * ```
 */
export const celu = /* @__PURE__ */ defineActivation<CeluParameters>({
  name: 'celu',
  kernels,
  precision: 'float64',
  cost: 25,
  parameters: { alpha: 1 },
  check: (fn, alpha) => positive(fn, 'alpha', alpha),

  forward(n, alpha) {
    exponentialLinear(n, 1, capped(alpha), inverse(capped(alpha)));
  },

  grad(n, alpha) {
    exponentialLinearSlope(n, 0, 1, 1, inverse(capped(alpha)));
  },
});
