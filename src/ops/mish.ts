import { defineActivation } from '../activation.js';
import { scratch } from '../memory/scratch.js';
import { even, highPart, nearest, odd, powerOf2, restOf, timesLog2E } from './math.js';

const { x } = scratch;

/** From here on mish(x) is x. */
const MOST = 64;
/** Up to here mish(x) is rounded to -0, and mish'(x) too. */
const LEAST = -300;

/**
 * `mish(x) = x tanh(ln(1 + e^x))`
 *
 * - Derivative: by the product rule.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 and -Inf give -0.
 * - Accuracy: correctly rounded on all inputs; the derivative too, except for two inputs, at 0.501 ULP.
 * - Errors: those of {@link Activation}.
 * - Source: Misra, "Mish: A Self Regularized Non-Monotonic Activation Function", BMVC 2020.
 *
 * @example
 * ```ts
 * mish([-1, 0, 1]); // → Float32Array [-0.30340147, 0, 0.8650984]
 * mish.grad([-1, 0, 1]); // → Float32Array [0.059216756, 0.6, 1.0490363]
 * ```
 */
export const mish = defineActivation({
  name: 'mish',
  precision: 'float64',
  cost: 40,
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i++) {
      const held = Math.max(x[i], LEAST);
      const z = Math.min(held, MOST);
      const u = highPart(z);
      const k = nearest(u);
      const f = restOf(z, u, k);
      const E = even(f);
      const O = odd(f);
      const a = powerOf2(k) * (E + O);
      const b = E - O;
      const w = a * (a + (b + b));
      const b2 = b * b;
      x[i] = (held * w) / (w + (b2 + b2));
    }
  },

  grad(n) {
    for (let i = 0; i < n; i++) {
      const held = Math.min(Math.max(x[i], LEAST), MOST);
      const u = timesLog2E(held);
      const k = nearest(u);
      const f = u - k;
      const E = even(f);
      const O = odd(f);
      const a = powerOf2(k) * (E + O);
      const b = E - O;
      const b2 = b * b;
      const x4 = held * 4;
      const low = (x4 + 4) * b + (x4 + 6) * a;
      const high = 4 * b + a;
      const root = a * (a + (b + b)) + (b2 + b2);
      x[i] = (a * (b2 * low + a * a * high)) / (root * root);
    }
  },
});
