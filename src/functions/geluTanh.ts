import { defineActivation } from '../calls/activation.js';
import { x, xBits } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/geluTanh.js';
import { ABOVE_TIES, GATE, powerOf2, SIGN } from './math/exponential.js';
import { GELU_TANH_NUDGES, GELU_TANH_SLOPE, gateSlope } from './math/gate.js';

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
 * - Accuracy: correctly rounded on all inputs, the derivative too.
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
export const geluTanh = /* @__PURE__ */ defineActivation({
  name: 'geluTanh',
  kernels,
  precision: 'float64',
  cost: 31,
  parameters: {},

  forward(n) {
    const [log2E, rounder, e0, e1, e2, o0, o1] = GATE;
    const aboveTies = ABOVE_TIES;
    const signBit = SIGN;
    const linear = -log2E * LINEAR;
    const cubic = -log2E * CUBIC;
    for (let i = 0; i < n; i++) {
      const held = Math.max(x[i], -MOST);
      const v = Math.min(held, MOST);
      const u = v * (linear + v * v * cubic);
      const k = u + rounder - rounder;
      const f = u - k;
      const f2 = f * f;
      const E = e0 + f2 * (e1 + f2 * e2);
      const O = f * (o0 + f2 * (f2 + o1));
      const a = powerOf2(k) * (E + O);
      const b = E - O;
      const sign = xBits[i] & signBit;
      x[i] = (held * b) / (a + b) + aboveTies;
      xBits[i] |= sign;
    }
  },

  grad(n) {
    const linear = LINEAR;
    const [log2E, rounder, e0, e1, e2, o0, o1] = GELU_TANH_SLOPE;
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const cubic = v * v * CUBIC;
      const z = v * (linear + cubic);
      x[i] = gateSlope(z * -log2E, v * (linear + cubic * 3), GELU_TANH_NUDGES, rounder, e0, e1, e2, o0, o1);
    }
  },
});
