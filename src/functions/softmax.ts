import { defineRows } from '../calls/rows.js';
import { kernels } from '../generated/kernels/softmax.js';
import { rowDot, rowMax, rowSum, term } from './math/rows.js';

/**
 * `softmax(x) = e^(x - max) / sum e^(x - max)`
 *
 * - Rows: each `size` elements, by default all; max and sum are those of the row.
 * - Gradient: y (dy - sum dy y), where y is the softmax before it is rounded. `dy` is required.
 * - Arrays: float32[n] to float32[n], n a multiple of `size`; computed in float64, rounded once.
 * - Order of the sums, on every backend: four elements a step, of which the first and the third are added, and the second
 *   and the fourth; these go to two partial sums, which are added at the end.
 * - Special values: -Inf gives 0; NaN, +Inf, or nothing but -Inf makes the whole row NaN. NaN and infinities in dy go through the
 *   gradient's formula.
 * - Accuracy: within 0.501 ULP for rows of up to 2^20 elements. The gradient may be off by (2^-43 + 2^-54 size) y sum y |dy|
 *   more, which counts only where its terms cancel.
 * - Errors: those of {@link RowActivation}.
 * - Source: Bridle, "Probabilistic Interpretation of Feedforward Classification Network Outputs", 1990.
 *
 * @example
 * ```ts
 * softmax([1, 2, 3, 0, 0, 0], { size: 3 }).map((y) => Math.round(y * 100)); // → Float32Array [9, 24, 67, 33, 33, 33]
 * softmax.grad([0, 0], { dy: [1, 0] }); // → Float32Array [0.25, -0.25]
 * ```
 */
export const softmax = /* @__PURE__ */ defineRows({
  name: 'softmax',
  kernels,
  cost: 60,
  keepsTerms: { forward: true, grad: true },

  forward(x, out, start, size) {
    const max = rowMax(x, start, size);
    const inverse = 1 / rowSum(x, start, size, max);
    for (let i = 0; i < size; i++) out[start + i] = term(i) * inverse;
  },

  grad(x, dy, out, start, size) {
    const max = rowMax(x, start, size);
    const sum = rowSum(x, start, size, max);
    const inverse = 1 / sum;
    const dot = rowDot(dy, start, size) / sum;
    for (let i = 0; i < size; i++) out[start + i] = term(i) * inverse * (dy[start + i] - dot);
  },
});
