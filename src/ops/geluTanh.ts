import { defineActivation } from '../activation.js';
import { scratch } from '../memory/scratch.js';
import { aboveTies, gateGrad, nearest, sigmoidOf, timesLog2E } from './math.js';

const { x } = scratch;

// 2 sqrt(2 / pi), and 0.044715 times that.
const LINEAR = 1.5957691216057308;
const CUBIC = 0.07135481627260025;

/** Beyond it the sigmoid is rounded to 0 or 1. */
const MOST = 20;

/**
 * `geluTanh(x) = x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2`
 *
 * - Derivative: by the product rule.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 and -Inf give -0.
 * - Accuracy: correctly rounded on all inputs; the derivative too, except for three inputs, at 0.501 ULP.
 * - Errors: those of {@link Activation}.
 * - Source: Hendrycks and Gimpel, "Gaussian Error Linear Units (GELUs)", 2016: the approximation of {@link gelu}
 *   that GPT-2 and JAX use.
 *
 * @example
 * ```ts
 * geluTanh([-1, 0, 1]); // → Float32Array [-0.15880801, 0, 0.841192]
 * geluTanh.grad([-1, 0, 1]); // → Float32Array [-0.082964085, 0.5, 1.0829641]
 * ```
 */
export const geluTanh = defineActivation({
  name: 'geluTanh',
  precision: 'float64',
  cost: 40,
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i++) {
      const held = Math.max(x[i], -MOST);
      const v = Math.min(held, MOST);
      const u = timesLog2E(-v * (LINEAR + v * v * CUBIC));
      const k = nearest(u);
      x[i] = aboveTies(held * sigmoidOf(k, u - k));
    }
  },

  grad(n) {
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const cubic = v * v * CUBIC;
      x[i] = gateGrad(timesLog2E(-v * (LINEAR + cubic)), v * (LINEAR + cubic * 3));
    }
  },
});
