import { defineActivation } from '../activation.js';

export interface LeakyReluParameters {
  /** The slope for x < 0: any finite number, rounded to float32. Default 0.01. */
  readonly alpha?: number | undefined;
}

/**
 * leakyRelu(x) = x for x >= 0, alpha * x for x < 0; leakyRelu'(x) = 1 for x > 0, alpha for x < 0, at 0 as `kink` says.
 *
 * NaN gives NaN, -0 gives -0; alpha = 0 on -Inf gives NaN, as the product does.
 * Maas, Hannun and Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic Models", ICML 2013.
 */
export const leakyRelu = defineActivation<LeakyReluParameters>({
  name: 'leakyRelu',
  parameters: { alpha: 0.01 },

  forward(x, out, alpha) {
    for (let i = 0; i < x.length; i++) {
      const v = x[i];
      out[i] = v < 0 ? alpha * v : v;
    }
  },

  grad(x, out, edge, alpha) {
    for (let i = 0; i < x.length; i++) {
      const v = x[i];
      out[i] = v < edge ? alpha : v >= edge ? 1 : Number.NaN;
    }
  },

  gradDy(x, dy, out, edge, alpha) {
    for (let i = 0; i < x.length; i++) {
      const v = x[i];
      out[i] = dy[i] * (v < edge ? alpha : v >= edge ? 1 : Number.NaN);
    }
  },
});
