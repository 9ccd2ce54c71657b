import { defineActivation } from '../activation.js';

/** The most negative float32: below it is only -Inf. */
const LOWEST = -3.4028234663852886e38;

/**
 * relu(x) = max(0, x); relu'(x) = 1 for x > 0, 0 for x < 0, and at 0 what `kink` says (default: 1).
 *
 * NaN gives NaN, -0 gives +0. With `dy` the gradient selects: dy or +0, so that an infinite `dy` leaves no NaN.
 * Nair and Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines", ICML 2010.
 */
export const relu = defineActivation({
  name: 'relu',
  parameters: {},

  // No branch on the sign, which would mispredict every second element: -Inf is the rare case, and 0.5 * (v + |v|) is
  // exact in float64.
  forward(x, out) {
    for (let i = 0; i < x.length; i++) {
      const v = Math.max(x[i], LOWEST);
      out[i] = 0.5 * (v + Math.abs(v));
    }
  },

  grad(x, out, edge) {
    for (let i = 0; i < x.length; i++) {
      const v = x[i];
      out[i] = v >= edge ? 1 : v < edge ? 0 : Number.NaN;
    }
  },

  gradDy(x, dy, out, edge) {
    for (let i = 0; i < x.length; i++) {
      const v = x[i];
      const d = dy[i];
      out[i] = v >= edge || Number.isNaN(d) ? d : v < edge ? 0 : Number.NaN;
    }
  },
});
