import { defineActivation } from '../calls/activation.js';
import { below } from '../calls/arguments.js';
import { dy, dyBits, x, xBits } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/hardtanh.js';
import { bitsOf, branchOf3, mask, slopeTable } from './math/branch.js';

const slopes = /* @__PURE__ */ slopeTable(0, 1, 0);

/** What {@link hardtanh} takes besides `x` and the common options. */
export interface HardtanhParameters {
  /** The least result: any finite number below `max`, rounded to float32. Default -1. */
  readonly min?: number | undefined;
  /** The largest result: any finite number above `min`, rounded to float32. Default 1. */
  readonly max?: number | undefined;
}

/**
 * `hardtanh(x) = min(max(min, x), max)`
 *
 * - Derivative: 1 for min < x < max, 0 outside, at min and max as `kink` says. With `dy` the gradient selects: dy or
 *   +0.
 * - Arrays: float32[n] to float32[n]; computed in float32.
 * - Special values: NaN gives NaN, -0 gives -0 where it is in range, -Inf gives min, +Inf gives max.
 * - Accuracy: exact.
 * - Errors: those of {@link Activation}; a RangeError unless min is below max.
 * - Source: Collobert, "Large Scale Machine Learning", PhD thesis, 2004.
 *
 * @example
 * ```ts
 * hardtanh([-3, -0.5, 2]); // → Float32Array [-1, -0.5, 1]
 * hardtanh([-3, 0.5, 8], { min: 0, max: 6 }); // → Float32Array [0, 0.5, 6]
 * ```
 */
export const hardtanh = /* @__PURE__ */ defineActivation<HardtanhParameters>({
  name: 'hardtanh',
  kernels,
  precision: 'float32',
  cost: 1,
  parameters: { min: -1, max: 1 },
  check: (fn, min, max) => below(fn, 'min', min, 'max', max),
  kinks: (min, max) => [
    { at: min, left: 0, right: 1 },
    { at: max, left: 1, right: 0 },
  ],

  forward(n, min, max) {
    const minBits = bitsOf(min);
    const maxBits = bitsOf(max);
    for (let i = 0; i < n; i++) {
      const isLow = mask(x[i] < min);
      const isHigh = mask(x[i] > max);
      xBits[i] = (xBits[i] & ~(isLow | isHigh)) | (minBits & isLow) | (maxBits & isHigh);
    }
  },

  grad(n, lower, upper) {
    for (let i = 0; i < n; i++) x[i] = slopes[branchOf3(x[i], lower, upper)];
  },

  // dy or +0, and all ones, a NaN, where x or dy is NaN.
  gradDy(n, lower, upper) {
    for (let i = 0; i < n; i++) {
      const nan = mask(Number.isNaN(x[i])) | mask(Number.isNaN(dy[i]));
      xBits[i] = (dyBits[i] & mask(x[i] >= lower) & mask(x[i] < upper)) | nan;
    }
  },
});
