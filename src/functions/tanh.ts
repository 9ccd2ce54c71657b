import { defineActivation } from '../calls/activation.js';
import { x } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/tanh.js';
import { bounded, EXPONENTIAL, powerOf2 } from './math/exponential.js';
import { logisticSlope } from './math/logistic.js';

/**
 * `tanh(x) = (e^x - e^-x) / (e^x + e^-x)`
 *
 * - Derivative: 1 - tanh(x)^2.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 gives -0, -Inf gives -1, +Inf gives 1.
 * - Accuracy: correctly rounded on all inputs, the derivative too.
 * - Errors: those of {@link Activation}.
 * - Source: LeCun, Bottou, Orr and Mueller, "Efficient BackProp", 1998.
 *
 * @example
 * ```ts
 * tanh([-1, 0, 1]); // → Float32Array [-0.7615942, 0, 0.7615942]
 * tanh.grad([-1, 0, 1]); // → Float32Array [0.41997433, 1, 0.41997433]
 * ```
 */
export const tanh = /* @__PURE__ */ defineActivation({
  name: 'tanh',
  kernels,
  precision: 'float64',
  cost: 24,
  parameters: {},

  forward(n) {
    const [log2E, rounder, e0, e1, e2, o0, o1] = EXPONENTIAL;
    const rate = 2 * log2E;
    for (let i = 0; i < n; i++) {
      const u = bounded(x[i], 32) * rate;
      const k = u + rounder - rounder;
      const f = u - k;
      const f2 = f * f;
      const E = e0 + f2 * (e1 + f2 * e2);
      const O = f * (o0 + f2 * (f2 + o1));
      const sum = E + O;
      const less = sum - powerOf2(k) * sum;
      x[i] = (O + O - less) / (E + E - less);
    }
  },

  grad(n) {
    logisticSlope(n, 2, 4);
  },
});
