import { defineActivation } from '../calls/activation.js';
import { x, xBits } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/gelu.js';
import { ABOVE_TIES, EXPONENTIAL, powerOf2, SIGN } from './math/exponential.js';

/** From here on e^(-x^2 / 2) leaves nothing that float32 holds. */
const MOST = 20;

/** b and c of the quadratic factors d^2 + b d + c of P and Q. */
const TAIL = /* @__PURE__ */ Float64Array.of(
  3.833238355722752,
  11.586746259188317,
  6.986224285240568,
  19.498058886996095,
  5.16760839010371,
  20.50916246031531,
  8.946549306239506,
  21.132743846243002,
  5.115059269231982,
  19.970360462073945,
  5.662587348438191,
  10.670207736792387,
  5.440108816514976,
  13.90278725660799,
  5.795737651241924,
  9.03096731186114,
);

/** The same for the derivative. */
const SLOPE = /* @__PURE__ */ Float64Array.of(
  4.073722079641248,
  8.074159676899912,
  5.337992735166416,
  18.28901414205072,
  6.346453035049489,
  15.244538129484127,
  7.830427291459132,
  16.08104357675138,
  5.345277260192834,
  18.203644086269247,
  5.664023554336232,
  12.883898722324597,
  5.864374621964226,
  10.215709286251743,
  5.96312825295017,
  9.063155950640866,
);

/** d^2 + b d + c. */
function quadratic(d: number, b: number, c: number): number {
  return d * (d + b) + c;
}

/** 0, and x. A table, since a branch on the sign is mispredicted. */
const parts = /* @__PURE__ */ new Float64Array(2);

/** The derivative for x >= 0 and for x < 0. A table for the same reason. */
const sides = /* @__PURE__ */ new Float64Array(2);

/**
 * `gelu(x) = x Phi(x), Phi the normal distribution`
 *
 * - Phi: the distribution function of the standard normal distribution.
 * - Derivative: Phi(x) + x Phi'(x).
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 and -Inf give -0.
 * - Accuracy: correctly rounded on all inputs, the derivative too.
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
export const gelu = /* @__PURE__ */ defineActivation({
  name: 'gelu',
  kernels,
  precision: 'float64',
  cost: 65,
  parameters: {},

  forward(n) {
    const [log2E, rounder, e0, e1, e2, o0, o1] = EXPONENTIAL;
    const rate = -0.5 * log2E;
    const aboveTies = ABOVE_TIES;
    const signBit = SIGN;
    const [pb0, pc0, pb1, pc1, pb2, pc2, pb3, pc3, qb0, qc0, qb1, qc1, qb2, qc2, qb3, qc3] = TAIL;
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const d = Math.min(Math.abs(v), MOST);
      const u = d * d * rate;
      const k = u + rounder - rounder;
      const f = u - k;
      const f2 = f * f;
      const E = e0 + f2 * (e1 + f2 * e2);
      const O = f * (o0 + f2 * (f2 + o1));
      const a = powerOf2(k) * (E + O);
      const b = E - O;
      const P = quadratic(d, pb0, pc0) * quadratic(d, pb1, pc1) * (quadratic(d, pb2, pc2) * quadratic(d, pb3, pc3));
      const Q = quadratic(d, qb0, qc0) * quadratic(d, qb1, qc1) * (quadratic(d, qb2, qc2) * quadratic(d, qb3, qc3));
      const numerator = d * 0.3989422813423719 * a * P;
      const denominator = (d + 2.9201275701508824) * b * Q;
      const sign = xBits[i] & signBit;
      parts[1] = v;
      x[i] = parts[+(v >= 0)] - numerator / denominator + aboveTies;
      xBits[i] |= sign;
    }
  },

  grad(n) {
    const [log2E, rounder, e0, e1, e2, o0, o1] = EXPONENTIAL;
    const rate = -0.5 * log2E;
    const [pb0, pc0, pb1, pc1, pb2, pc2, pb3, pc3, qb0, qc0, qb1, qc1, qb2, qc2, qb3, qc3] = SLOPE;
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const d = Math.min(Math.abs(v), MOST);
      const u = d * d * rate;
      const k = u + rounder - rounder;
      const f = u - k;
      const f2 = f * f;
      const E = e0 + f2 * (e1 + f2 * e2);
      const O = f * (o0 + f2 * (f2 + o1));
      const a = powerOf2(k) * (E + O);
      const b = E - O;
      const S = quadratic(d, pb0, pc0) * quadratic(d, pb1, pc1) * (quadratic(d, pb2, pc2) * quadratic(d, pb3, pc3));
      const Q = quadratic(d, qb0, qc0) * quadratic(d, qb1, qc1) * (quadratic(d, qb2, qc2) * quadratic(d, qb3, qc3));
      const root = 0.7517915246935645 - d + -1.4956759177009883e-17;
      const below = (root * 0.39894228063009446 * a * S) / (b * Q);
      sides[0] = 1 - below;
      sides[1] = below;
      x[i] = sides[+(v < 0)];
    }
  },
});
