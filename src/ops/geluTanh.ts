import { defineActivation } from '../activation.js';
import { scratch } from '../memory/scratch.js';
import { aboveTies, bounded, finite, gateGrad, LOG2_E, ROUNDER, sigmoidOf } from './math.js';

const { x } = scratch;

// 2 sqrt(2 / pi), and 0.044715 times that.
const LINEAR = 1.5957691216057308;
const CUBIC = 0.07135481627260025;

/**
 * geluTanh(x) = x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2, which is x sigmoid(2 sqrt(2/pi) (x + 0.044715 x^3)).
 *
 * NaN gives NaN, -0 and -Inf -0. Correctly rounded on all inputs; so is the derivative, but for
 * three, at 0.501 ULP.
 * The approximation of gelu that GPT-2 and JAX use. Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016.
 */
export const geluTanh = defineActivation({
  name: 'geluTanh',
  precision: 'float64',
  cost: 40,
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const u = bounded(v * (LINEAR + v * v * CUBIC) * -LOG2_E, 1000);
      const k = u + ROUNDER - ROUNDER;
      x[i] = aboveTies(finite(v) * sigmoidOf(k, u - k));
    }
  },

  grad(n) {
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const cubic = v * v * CUBIC;
      x[i] = gateGrad(v * (LINEAR + cubic) * -LOG2_E, v * (LINEAR + cubic * 3));
    }
  },
});
