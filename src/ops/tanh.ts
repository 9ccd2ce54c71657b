import { defineActivation } from '../activation.js';
import { scratch } from '../memory/scratch.js';
import { bounded, even, nearest, odd, powerOf2, sigmoidGrad, timesLog2E } from './math.js';

const { x } = scratch;

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
export const tanh = defineActivation({
  name: 'tanh',
  precision: 'float64',
  cost: 30,
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i++) {
      const u = bounded(timesLog2E(2 * x[i]), 100);
      const k = nearest(u);
      const f = u - k;
      const E = even(f);
      const O = odd(f);
      const less = (1 - powerOf2(k)) * (E + O);
      x[i] = (O + O - less) / (E + E - less);
    }
  },

  grad(n) {
    for (let i = 0; i < n; i++) x[i] = sigmoidGrad(x[i], 2, 4);
  },
});
