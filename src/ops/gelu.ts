import { defineActivation } from '../activation.js';
import { scratch } from '../memory/scratch.js';
import { aboveTies, even, nearest, odd, positivePart, powerOf2, quadratic, timesLog2E } from './math.js';

const { x } = scratch;

/** From here on e^(-x^2 / 2) leaves nothing that float32 holds. */
const MOST = 20;

/** The derivative for x >= 0 and for x < 0. A table, since a branch on the sign is mispredicted. */
const sides = new Float64Array(2);

/**
 * `gelu(x) = x Phi(x), Phi the normal distribution`
 *
 * - Phi: the distribution function of the standard normal distribution.
 * - Derivative: Phi(x) + x Phi'(x).
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 and -Inf give -0.
 * - Accuracy: correctly rounded on all inputs; the derivative too, except for one input, -1.8675836e-8, at 0.501
 *   ULP.
 * - Errors: those of {@link Activation}.
 * - Source: Hendrycks and Gimpel, "Gaussian Error Linear Units (GELUs)", 2016. This is the form with erf; JAX's
 *   default is {@link geluTanh}.
 *
 * @example
 * ```ts
 * gelu([-1, 0, 1]); // → Float32Array [-0.15865526, 0, 0.8413448]
 * gelu.grad([-1, 0, 1]); // → Float32Array [-0.08331547, 0.5, 1.0833155]
 * ```
 */
export const gelu = defineActivation({
  name: 'gelu',
  precision: 'float64',
  cost: 90,
  parameters: {},

  forward(n) {
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const d = Math.min(Math.abs(v), MOST);
      const u = timesLog2E(d * d * -0.5);
      const k = nearest(u);
      const f = u - k;
      const E = even(f);
      const O = odd(f);
      const a = powerOf2(k) * (E + O);
      const b = E - O;
      const P =
        quadratic(d, 3.833238355722752, 11.586746259188317) *
        quadratic(d, 6.986224285240568, 19.498058886996095) *
        (quadratic(d, 5.16760839010371, 20.50916246031531) * quadratic(d, 8.946549306239506, 21.132743846243002));
      const Q =
        quadratic(d, 5.115059269231982, 19.970360462073945) *
        quadratic(d, 5.662587348438191, 10.670207736792387) *
        (quadratic(d, 5.440108816514976, 13.90278725660799) * quadratic(d, 5.795737651241924, 9.03096731186114));
      const numerator = d * 0.3989422813423719 * a * P;
      const denominator = (d + 2.9201275701508824) * b * Q;
      x[i] = aboveTies(positivePart(v) - numerator / denominator);
    }
  },

  grad(n) {
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const d = Math.min(Math.abs(v), MOST);
      const u = timesLog2E(d * d * -0.5);
      const k = nearest(u);
      const f = u - k;
      const E = even(f);
      const O = odd(f);
      const a = powerOf2(k) * (E + O);
      const b = E - O;
      const S =
        quadratic(d, 4.073722079641248, 8.074159676899912) *
        quadratic(d, 5.337992735166416, 18.28901414205072) *
        (quadratic(d, 6.346453035049489, 15.244538129484127) * quadratic(d, 7.830427291459132, 16.08104357675138));
      const Q =
        quadratic(d, 5.345277260192834, 18.203644086269247) *
        quadratic(d, 5.664023554336232, 12.883898722324597) *
        (quadratic(d, 5.864374621964226, 10.215709286251743) * quadratic(d, 5.96312825295017, 9.063155950640866));
      const root = 0.7517915246935645 - d + -1.4956759177009883e-17;
      const below = (root * 0.39894228063009457 * a * S) / (b * Q);
      sides[0] = 1 - below;
      sides[1] = below;
      x[i] = sides[+(v < 0)];
    }
  },
});
