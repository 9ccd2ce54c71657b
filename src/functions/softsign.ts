import { defineActivation } from '../calls/activation.js';
import { x } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/softsign.js';

/** Where softsign is at its limits: so that infinities are not divided by each other. */
const MOST = 1.6069380442589903e60; // 2^200

// A unit in the last place off, since with 1 some float64 quotients lie in the middle between two float32 numbers, and the
// real ones beside it.
const ABOVE_ONE = 1.0000000000000002; // 1 + 2^-52
const BELOW_ONE = 0.9999999999999999; // 1 - 2^-53

/**
 * `softsign(x) = x / (1 + |x|)`
 *
 * - Derivative: 1 / (1 + |x|)^2.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 gives -0, -Inf gives -1, +Inf gives 1.
 * - Accuracy: correctly rounded on all inputs; the derivative too, except for two inputs, 0.0035020686 and its
 *   negative, at 0.5000001 ULP.
 * - Errors: those of {@link Activation}.
 * - Source: Bergstra, Desjardins, Lamblin and Bengio, "Quadratic Polynomials Learn Better Image Features", 2009.
 *
 * @example
 * ```ts
 * softsign([-1, 0, 3]); // → Float32Array [-0.5, 0, 0.75]
 * softsign.grad([-1, 0, 3]); // → Float32Array [0.25, 1, 0.0625]
 * ```
 */
export const softsign = /* @__PURE__ */ defineActivation({
  name: 'softsign',
  kernels,
  precision: 'float64',
  cost: 10,
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i++) {
      const held = Math.max(Math.min(x[i], MOST), -MOST);
      x[i] = (held * ABOVE_ONE) / (ABOVE_ONE + Math.abs(held));
    }
  },

  grad(n) {
    for (let i = 0; i < n; i++) {
      const root = 1 + Math.abs(x[i]);
      x[i] = BELOW_ONE / (root * root);
    }
  },
});
