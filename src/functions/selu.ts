import { defineActivation } from '../calls/activation.js';
import { kernels } from '../generated/kernels/selu.js';
import { exponentialLinear, exponentialLinearSlope } from './math/exponentialLinear.js';

// The float64 nearest to the paper's scale, and to scale * alpha.
const SCALE = 1.0507009873554805;
const SCALE_ALPHA = 1.7580993408473768;

/**
 * `selu(x) = scale x for x > 0, scale alpha (e^x - 1) else`
 *
 * - Derivative: scale for x > 0, scale alpha e^x for x < 0, at 0 as `kink` says.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 gives -0, -Inf gives -1.7580993.
 * - Accuracy: correctly rounded on all inputs, the derivative too.
 * - Errors: those of {@link Activation}.
 * - Source: Klambauer, Unterthiner, Mayr and Hochreiter, "Self-Normalizing Neural Networks", NIPS 2017. scale =
 *   1.0507009873554805 and alpha = 1.6732632423543772 are its real constants, not rounded to float32.
 *
 * @example
 * ```ts
 * selu([-1, 0, 1]); // → Float32Array [-1.1113307, 0, 1.050701]
 * selu.grad([-1, 0, 1]); // → Float32Array [0.6467686, 1.050701, 1.050701]
 * ```
 */
export const selu = /* @__PURE__ */ defineActivation({
  name: 'selu',
  kernels,
  precision: 'float64',
  cost: 28,
  parameters: {},
  kinks: () => [{ at: 0, left: SCALE_ALPHA, right: SCALE }],

  forward(n) {
    exponentialLinear(n, SCALE, SCALE_ALPHA, 1);
  },

  grad(n, edge) {
    exponentialLinearSlope(n, edge, SCALE, SCALE_ALPHA, 1);
  },
});
