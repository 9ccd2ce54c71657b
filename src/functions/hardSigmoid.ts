import { defineActivation } from '../calls/activation.js';
import { notZero } from '../calls/arguments.js';
import { dy, x, xBits } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/hardSigmoid.js';
import { bitsOf, branchOf3, mask, slopeTable } from './math/branch.js';

const ONE = /* @__PURE__ */ bitsOf(1);
const slopes = /* @__PURE__ */ slopeTable(0, 0, 0);

/** alpha x + beta as (slope x + offset) / top. The default alpha stands for the real 1/6. */
function lineOf(alpha: number, beta: number): readonly [slope: number, offset: number, top: number] {
  return alpha === 1 / 6 ? [1, 6 * beta, 6] : [alpha, beta, 1];
}

/** Where alpha x + beta is `level`, or, where no float64 is that, a number on the same side of each float32. */
function crossing(alpha: number, beta: number, level: number): number {
  const [slope, offset, top] = lineOf(alpha, beta);
  const rise = level * top - offset;
  const part = rise - level * top;
  const lost = level * top - (rise - part) - (offset + part); // by the rounding of the difference
  const at = rise / slope;
  const nearest = Math.fround(at);
  const above = (nearest * slope - rise - lost) / slope;
  if (above === 0) return nearest;
  const isBeside = above > 0 ? at >= nearest : at <= nearest;
  return isBeside ? nearest - Math.sign(above) * Math.abs(nearest) * 2 ** -40 : at;
}

/** What {@link hardSigmoid} takes besides `x` and the common options. */
export interface HardSigmoidParameters {
  /** The slope: any finite number but 0, rounded to float32 unless it is the default. Default 1/6. */
  readonly alpha?: number | undefined;
  /** The value at 0: any finite number, rounded to float32. Default 0.5. */
  readonly beta?: number | undefined;
}

/**
 * `hardSigmoid(x) = min(max(0, alpha x + beta), 1)`
 *
 * - Derivative: alpha where alpha x + beta is between 0 and 1, 0 outside, and where it is 0 or 1 as `kink` says: by default
 *   at exactly -3 and 3. With `dy` the gradient is +0 on the flat parts, else one float32 multiplication.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -Inf gives 0, +Inf gives 1; with a negative alpha the other way round.
 * - Accuracy: correctly rounded with the default parameters, which mean x/6 + 1/2; else within 0.501 ULP, also where the sum
 *   cancels. The derivative is correctly rounded with all.
 * - Errors: those of {@link Activation}; a RangeError for an alpha of 0.
 * - Source: Courbariaux, Bengio and David, "BinaryConnect", NIPS 2015. The defaults are those of PyTorch and JAX;
 *   ONNX, WebNN and Keras 2 have 0.2 and 0.5.
 *
 * @example
 * ```ts
 * hardSigmoid([-3, 0, 1.5, 3]); // → Float32Array [0, 0.5, 0.75, 1]
 * hardSigmoid([-1, 1], { alpha: 0.25 }); // → Float32Array [0.25, 0.75]
 * ```
 */
export const hardSigmoid = /* @__PURE__ */ defineActivation<HardSigmoidParameters>({
  name: 'hardSigmoid',
  kernels,
  precision: 'float64',
  roundsParameters: true,
  cost: 6,
  // 1 / 6. A quotient would keep all of this in bundles that do not use it.
  parameters: { alpha: 0.16666666666666666, beta: 0.5 },
  check: (fn, alpha) => notZero(fn, 'alpha', alpha),
  // As x: of the sum itself a small x leaves no trace.
  kinks(alpha, beta) {
    const [left, right] = [crossing(alpha, beta, 0), crossing(alpha, beta, 1)].sort((a, b) => a - b);
    return [
      { at: left, left: 0, right: alpha },
      { at: right, left: alpha, right: 0 },
    ];
  },

  forward(n, alpha, beta) {
    const [slope, offset, top] = lineOf(alpha, beta);
    const scale = 1 / top;
    for (let i = 0; i < n; i++) {
      const line = (slope * x[i] + offset) * scale;
      const isHigh = mask(line > 1);
      x[i] = line;
      xBits[i] = (xBits[i] & mask(!(line <= 0)) & ~isHigh) | (ONE & isHigh);
    }
  },

  grad(n, lower, upper, alpha) {
    slopes[2] = alpha;
    for (let i = 0; i < n; i++) x[i] = slopes[branchOf3(x[i], lower, upper)];
  },

  gradDy(n, lower, upper, alpha) {
    slopes[2] = Math.fround(alpha);
    for (let i = 0; i < n; i++) {
      const branch = branchOf3(x[i], lower, upper);
      const isFlat = mask(branch === 1 || branch === 3) & ~mask(Number.isNaN(dy[i]));
      x[i] = dy[i] * slopes[branch];
      xBits[i] &= ~isFlat;
    }
  },
});
