import { defineActivation } from '../calls/activation.js';
import { dy, x, xBits } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/hardSwish.js';
import { bitsOf, mask } from './math/branch.js';
import { ABOVE_TIES, SIGN } from './math/exponential.js';

const ONE = /* @__PURE__ */ bitsOf(1);

/**
 * `hardSwish(x) = x min(max(0, x/6 + 1/2), 1)`
 *
 * - Derivative: (2 x + 3) / 6 for -3 < x < 3, 0 below, 1 above, at -3 and 3 as `kink` says: 0 or -1/2, 3/2 or 1.
 *   With `dy` the gradient is +0 on the flat part, else one float32 multiplication.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 and -Inf give -0.
 * - Accuracy: correctly rounded on all inputs, the derivative too.
 * - Errors: those of {@link Activation}.
 * - Source: Howard et al., "Searching for MobileNetV3", ICCV 2019.
 *
 * @example
 * ```ts
 * hardSwish([-4, -1.5, 3]); // → Float32Array [-0, -0.375, 3]
 * hardSwish.grad([-3, 3], { kink: 'min' }); // → Float32Array [0, 1]
 * ```
 */
export const hardSwish = /* @__PURE__ */ defineActivation({
  name: 'hardSwish',
  kernels,
  precision: 'float64',
  cost: 9,
  parameters: {},
  kinks: () => [
    { at: -3, left: 0, right: -0.5 },
    { at: 3, left: 1.5, right: 1 },
  ],

  forward(n) {
    const aboveTies = ABOVE_TIES;
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const isLow = mask(v < -3);
      const isHigh = mask(v > 3);
      const bits = xBits[i];
      x[i] = (v * (v + 3)) / 6 + aboveTies;
      xBits[i] = (xBits[i] & ~(isLow | isHigh)) | (bits & isHigh) | (bits & SIGN);
    }
  },

  grad(n, lower, upper) {
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const isHigh = mask(v >= upper);
      x[i] = (v + v + 3) / 6;
      xBits[i] = (xBits[i] & ~(mask(v < lower) | isHigh)) | (ONE & isHigh);
    }
  },

  gradDy(n, lower, upper) {
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const isHigh = mask(v >= upper);
      const isFlat = mask(v < lower) & ~mask(Number.isNaN(dy[i]));
      x[i] = (v + v + 3) / 6;
      xBits[i] = (xBits[i] & ~isHigh) | (ONE & isHigh);
      x[i] *= dy[i];
      xBits[i] &= ~isFlat;
    }
  },
});
