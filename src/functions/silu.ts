import { defineActivation } from '../calls/activation.js';
import { positive } from '../calls/arguments.js';
import { x, xBits } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/silu.js';
import { mask } from './math/branch.js';
import { ABOVE_TIES, GATE, powerOf2, SIGN } from './math/exponential.js';
import { gateSlope, SILU_NUDGES, SILU_SLOPE } from './math/gate.js';

/** The largest float32. */
const MAX_VALUE = 3.4028234663852886e38; // (2 - 2^-23) * 2^127

/** What {@link silu} takes besides `x` and the common options. */
export interface SiluParameters {
  /** How steep the sigmoid is: any finite number above 0. Default 1. */
  readonly beta?: number | undefined;
}

/**
 * `silu(x) = x / (1 + e^(-beta x))`
 *
 * - Derivative: s (1 + beta x (1 - s)), with s = 1 / (1 + e^(-beta x)).
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 and -Inf give -0.
 * - Accuracy: correctly rounded with the default beta, the derivative too; else within 0.501 ULP, and the derivative next to
 *   its root, where it cancels, within 0.65.
 * - Errors: those of {@link Activation}; a RangeError unless beta is above 0.
 * - Source: Elfwing, Uchibe and Doya, "Sigmoid-Weighted Linear Units", 2017; Ramachandran et al., "Searching for
 *   Activation Functions", 2017. Also known as swish; beta = 1.702 is "quick gelu".
 *
 * @example
 * ```ts
 * silu([-1, 0, 1]); // → Float32Array [-0.26894143, 0, 0.7310586]
 * silu.grad([-1, 0, 1]); // → Float32Array [0.07232949, 0.5, 0.92767054]
 * ```
 */
export const silu = /* @__PURE__ */ defineActivation<SiluParameters>({
  name: 'silu',
  kernels,
  precision: 'float64',
  cost: 25,
  parameters: { beta: 1 },
  check: (fn, beta) => positive(fn, 'beta', beta),

  forward(n, beta) {
    // A finite float32, where beta x is about -690 or above, and below which silu rounds to -0.
    const capped = Math.min(beta, 2 ** 300); // from there on silu(x) is 0 or x
    const least = Math.fround(Math.max(-690 / capped, -MAX_VALUE));
    const [log2E, rounder, e0, e1, e2, o0, o1] = GATE;
    const aboveTies = ABOVE_TIES;
    const signBit = SIGN;
    const rate = -log2E * capped;
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const held = Math.max(v, least);
      const u = Math.max(held * rate, -1000);
      const k = u + rounder - rounder;
      const f = u - k;
      const f2 = f * f;
      const E = e0 + f2 * (e1 + f2 * e2);
      const O = f * (o0 + f2 * (f2 + o1));
      const a = powerOf2(k) * (E + O);
      const b = E - O;
      const sign = xBits[i] & signBit;
      x[i] = (held * b) / (a + b) + aboveTies;
      xBits[i] = (xBits[i] & mask(v !== Number.NEGATIVE_INFINITY)) | sign; // held may be finite there, with a result that is no limit
    }
  },

  grad(n, beta) {
    const [log2E, rounder, e0, e1, e2, o0, o1] = SILU_SLOPE;
    for (let i = 0; i < n; i++) {
      const z = x[i] * beta;
      x[i] = gateSlope(z * -log2E, z, SILU_NUDGES, rounder, e0, e1, e2, o0, o1);
    }
  },
});
