import { defineRows } from '../calls/rows.js';
import { kernels } from '../generated/kernels/softmax.js';
import { log1p, restSum, rowMax, rowSum, rowTotal, term } from './math/rows.js';

/**
 * `logSoftmax(x) = x - max - ln(sum e^(x - max))`
 *
 * - Rows: each `size` elements, by default all; max and sum are those of the row.
 * - Gradient: dy - softmax(x) sum dy. `dy` is required.
 * - Arrays: float32[n] to float32[n], n a multiple of `size`; computed in float64, rounded once.
 * - Order of the sums: that of {@link softmax}. Where the sum is below 1.5, what is not the maximum is summed again by itself.
 * - Special values: -Inf gives -Inf; NaN, +Inf, or nothing but -Inf makes the whole row NaN; a row of one number gives 0.
 *   NaN and infinities in dy go through the gradient's formula.
 * - Accuracy: within 0.501 ULP for rows of up to 2^20 elements. The gradient may be off by
 *   (2^-43 + 2^-54 size) softmax(x) sum |dy| more, which counts only where its terms cancel.
 * - Errors: those of {@link RowActivation}.
 *
 * @example
 * ```ts
 * logSoftmax([0, 0, 7, -Infinity], { size: 2 }); // → Float32Array [-0.6931472, -0.6931472, 0, -Infinity]
 * logSoftmax.grad([0, 0], { dy: [1, 0] }); // → Float32Array [0.5, -0.5]
 * ```
 */
export const logSoftmax = /* @__PURE__ */ defineRows({
  name: 'logSoftmax',
  kernels,
  cost: 45,
  keepsTerms: { forward: false, grad: true },

  forward(x, out, start, size) {
    const max = rowMax(x, start, size);
    let others = rowSum(x, start, size, max) - 1;
    if (others < 0.5) others = restSum(x, start, size, max);
    const log = log1p(others);
    for (let i = start; i < start + size; i++) out[i] = x[i] - max - log;
  },

  grad(x, dy, out, start, size) {
    const max = rowMax(x, start, size);
    const inverse = 1 / rowSum(x, start, size, max);
    const total = rowTotal(dy, start, size);
    for (let i = 0; i < size; i++) out[start + i] = dy[start + i] - term(i) * inverse * total;
  },
});
