import { defineActivation } from '../calls/activation.js';
import { x } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/mish.js';
import { exponential, LOG2E, powerOf2 } from './math/exponential.js';

/** With the float64 above log2(e) and its own E and O, mish misrounds nothing. */
const MISH = /* @__PURE__ */ exponential(
  1.4426950408889636,
  189156.72439732772,
  10097.57466858818,
  43.302812623598385,
  65556.725099982024,
  874.8088595976899,
);

/** For mish', which misrounds nothing with it. */
const MISH_SLOPE = /* @__PURE__ */ exponential(
  LOG2E,
  189156.72439749146,
  10097.57466857717,
  43.30281262272938,
  65556.72510003831,
  874.8088595956468,
);

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
 * - Accuracy: correctly rounded on all inputs, the derivative too.
 * - Errors: those of {@link Activation}.
 * - Source: Misra, "Mish: A Self Regularized Non-Monotonic Activation Function", BMVC 2020.
 *
 * @example
 * ```ts
 * mish([-1, 0, 1]); // → Float32Array [-0.30340147, 0, 0.8650984]
 * mish.grad([-1, 0, 1]); // → Float32Array [0.059216756, 0.6, 1.0490363]
 * ```
 */
export const mish = /* @__PURE__ */ defineActivation({
  name: 'mish',
  kernels,
  precision: 'float64',
  cost: 26,
  parameters: {},

  forward(n) {
    const [log2E, rounder, e0, e1, e2, o0, o1] = MISH;
    for (let i = 0; i < n; i++) {
      const held = Math.max(x[i], LEAST);
      const u = Math.min(held, MOST) * log2E;
      const k = u + rounder - rounder;
      const f = u - k;
      const f2 = f * f;
      const E = e0 + f2 * (e1 + f2 * e2);
      const O = f * (o0 + f2 * (f2 + o1));
      const a = powerOf2(k) * (E + O);
      const b = E - O;
      const sum = a + b;
      const w = a * (sum + b);
      x[i] = (held * w) / (sum * sum + b * b);
    }
  },

  grad(n) {
    const [log2E, rounder, e0, e1, e2, o0, o1] = MISH_SLOPE;
    for (let i = 0; i < n; i++) {
      const held = Math.min(Math.max(x[i], LEAST), MOST);
      const u = held * log2E;
      const k = u + rounder - rounder;
      const f = u - k;
      const f2 = f * f;
      const E = e0 + f2 * (e1 + f2 * e2);
      const O = f * (o0 + f2 * (f2 + o1));
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
