import { definePrelu } from '../calls/channels.js';
import { branch } from './math/branch.js';

/** The slope of NaN, of x >= 0 and of x < 0. */
const slopes = new Float64Array([Number.NaN, 1, Number.NaN]);
/** The factor for x >= 0 and NaN, and for x < 0. */
const factors = slopes.subarray(1);

/** The number above 0. */
const TINY = 2 ** -149;

/** 0, and a product. A table, since a branch on the sign is mispredicted. */
const products = new Float64Array(2);

/** x < 0 ? dy x : 0. NaN in either gives NaN. */
function product(x: number, dy: number): number {
  products[1] = dy * x;
  return products[+(Number.isNaN(dy) || !(x >= 0))];
}

/**
 * `prelu(x) = x for x >= 0, alpha x for x < 0, with an alpha for each channel`
 *
 * - Channels: element i is of channel floor(i / inner) mod alpha.length. `inner` is 1 (default) where channels come last, height *
 *   width where they come first.
 * - Gradient by x: 1 for x > 0, alpha for x < 0, at 0 as `kink` says. By alpha, `prelu.gradAlpha`: for each channel the sum of dy x
 *   over its x < 0.
 * - Arrays: float32[n] to float32[n], n a multiple of alpha.length * inner. `gradAlpha`: float32[channels], in float64,
 *   rounded once; four partial sums, by the place in a channel's `inner` elements modulo 4: the first and the third are added, the
 *   second and the fourth, and then these two.
 * - Special values: those of {@link leakyRelu}, whose bits a single slope gives. NaN in x or dy gives NaN, in `gradAlpha` for its channel.
 * - Accuracy: one float32 multiplication; `gradAlpha` within 0.501 ULP for up to 2^20 products of one sign, else within 0.5 ULP and
 *   2^-53 n sum |dy x| more, where n is the number of products.
 * - Errors: those of {@link Prelu}.
 * - Source: He, Zhang, Ren and Sun, "Delving Deep into Rectifiers", ICCV 2015.
 *
 * @example
 * ```ts
 * prelu([-1, -1, 2, -4], { alpha: [0.5, 0.25] }); // → Float32Array [-0.5, -0.25, 2, -1]
 * prelu.gradAlpha([-1, -1, 2, -4], { channels: 2, dy: [1, 1, 1, 1] }); // → Float32Array [-1, -5]
 * ```
 */
export const prelu = definePrelu({
  cost: 2,

  forward(x, _dy, out, alpha, inner) {
    for (let start = 0, channel = 0; start < x.length; start += inner, channel = (channel + 1) % alpha.length) {
      factors[1] = alpha[channel];
      for (let i = start; i < start + inner; i++) out[i] = x[i] * factors[+(x[i] < 0)];
    }
  },

  grad(x, dy, out, alpha, inner, kink) {
    for (let start = 0, channel = 0; start < x.length; start += inner, channel = (channel + 1) % alpha.length) {
      const slope = alpha[channel];
      slopes[2] = slope;
      const edge = kink === 1 || (kink === 2 && Math.abs(slope) < 1) ? TINY : 0;
      for (let i = start; i < start + inner; i++) {
        const derivative = slopes[branch(x[i], edge)];
        out[i] = dy === undefined ? derivative : dy[i] * derivative;
      }
    }
  },

  gradAlpha(x, dy, out, inner) {
    const channels = out.length;
    const sums = new Float64Array(4 * channels);
    for (let start = 0, channel = 0; start < x.length; start += inner, channel = (channel + 1) % channels) {
      for (let j = 0; j < inner; j++) sums[4 * channel + (j & 3)] += product(x[start + j], dy[start + j]);
    }
    for (let channel = 0; channel < channels; channel++) {
      const at = 4 * channel;
      out[channel] = sums[at] + sums[at + 2] + (sums[at + 1] + sums[at + 3]);
    }
  },
});
