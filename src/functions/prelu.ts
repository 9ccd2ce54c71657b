import { definePrelu } from '../calls/prelu.js';
import { alpha, dy, x } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/prelu.js';
import { branch, slopeTable } from './math/branch.js';
import { channelTotals } from './math/channelTotals.js';

/** The slope of NaN, of x >= 0 and of x < 0. */
const slopes = /* @__PURE__ */ slopeTable(1, 0);
/** The factor for x >= 0 and NaN, and for x < 0. */
const factors = /* @__PURE__ */ slopes.subarray(1);

/** The number above 0. */
const TINY = 1.401298464324817e-45; // 2^-149

/** From here on the right-hand slope holds, for a kernel's `kink`: 0 right, 1 left, 2 the slope of smaller magnitude. */
function edge(kink: number, slope: number): number {
  return kink === 1 || (kink === 2 && Math.abs(slope) < 1) ? TINY : 0;
}

/** 0, and a product. A table, since a branch on the sign is mispredicted. */
const products = /* @__PURE__ */ new Float64Array(2);

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
export const prelu = /* @__PURE__ */ definePrelu({
  kernels,
  cost: 2,

  forward(n) {
    for (let i = 0; i < n; i++) {
      factors[1] = alpha[i];
      x[i] *= factors[+(x[i] < 0)];
    }
  },

  grad(n, _alpha, _period, kink) {
    for (let i = 0; i < n; i++) {
      slopes[2] = alpha[i];
      x[i] = slopes[branch(x[i], edge(kink, alpha[i]))];
    }
  },

  gradDy(n, _alpha, _period, kink) {
    for (let i = 0; i < n; i++) {
      slopes[2] = alpha[i];
      x[i] = dy[i] * slopes[branch(x[i], edge(kink, alpha[i]))];
    }
  },

  gradAlpha(x, dy, out, inner) {
    channelTotals((i) => product(x[i], (dy as Float32Array)[i]), x.length, out, inner);
  },
});
