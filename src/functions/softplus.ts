import { defineActivation } from '../calls/activation.js';
import { notZero } from '../calls/arguments.js';
import { kernels } from '../generated/kernels/softplus.js';
import { logistic } from './math/logistic.js';
import { scaledSoftplus } from './math/scaledSoftplus.js';

/** What {@link softplus} takes besides `x` and the common options. */
export interface SoftplusParameters {
  /** How sharply it bends: any finite number but 0; below 0 it is -softplus(-x) of the opposite. Default 1. */
  readonly beta?: number | undefined;
}

/**
 * `softplus(x) = ln(1 + e^(beta x)) / beta`
 *
 * - Derivative: 1 / (1 + e^(-beta x)).
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -Inf gives +0, +Inf gives +Inf; with a negative beta -Inf gives -Inf, +Inf
 *   gives -0.
 * - Accuracy: correctly rounded with the default beta, the derivative too; else within 0.501 ULP. It has no
 *   threshold above which it is linear; PyTorch has.
 * - Errors: those of {@link Activation}; a RangeError for a beta of 0.
 * - Source: Dugas et al., "Incorporating Second-Order Functional Knowledge for Better Option Pricing", NIPS 2000.
 *
 * @example
 * ```ts
 * softplus([-1, 0, 1]); // → Float32Array [0.3132617, 0.6931472, 1.3132616]
 * softplus.grad([-1, 0, 1], { beta: 2 }); // → Float32Array [0.11920292, 0.5, 0.8807971]
 * ```
 */
export const softplus = /* @__PURE__ */ defineActivation<SoftplusParameters>({
  name: 'softplus',
  kernels,
  precision: 'float64',
  cost: 56,
  parameters: { beta: 1 },
  check: (fn, beta) => notZero(fn, 'beta', beta),

  forward(n, beta) {
    // Beyond these limits the results no longer depend on beta, and beta x or 1 / beta would overflow.
    const bounded = Math.sign(beta) * Math.min(Math.max(Math.abs(beta), 2 ** -300), 2 ** 300);
    scaledSoftplus(n, bounded, 1 / bounded);
  },

  grad(n, beta) {
    logistic(n, beta);
  },
});
