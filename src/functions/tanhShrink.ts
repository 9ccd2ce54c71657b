import { defineActivation } from '../calls/activation.js';
import { x } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/tanhShrink.js';
import { bounded, EXPONENTIAL, powerOf2 } from './math/exponential.js';

/** P(w) and Q(w), each from its constant on: x^3 P(x^2) / Q(x^2) for |x| < 1. */
const P = /* @__PURE__ */ Float64Array.of(
  0.33333333333333326,
  0.021395706978600194,
  0.00024261047663414457,
  1.7003508995021872e-8,
);
const Q = /* @__PURE__ */ Float64Array.of(1, 0.4641871209357885, 0.024497917899567616, 0.0002535784839962805);

/** Numerators and denominators from 1 on, and below 1. Tables, since a branch is mispredicted. */
const numerators = /* @__PURE__ */ new Float64Array(2);
const denominators = /* @__PURE__ */ new Float64Array(2);

/**
 * `tanhShrink(x) = x - tanh(x)`
 *
 * - Derivative: tanh(x)^2.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -0 gives -0, infinities stay.
 * - Accuracy: correctly rounded on all inputs, the derivative too. Nothing cancels: near 0 it is x^3 / 3.
 * - Errors: those of {@link Activation}.
 * - Source: "Tanhshrink" of PyTorch.
 *
 * @example
 * ```ts
 * tanhShrink([-1, 0, 1]); // → Float32Array [-0.23840584, 0, 0.23840584]
 * tanhShrink.grad([-1, 0, 1]); // → Float32Array [0.58002567, 0, 0.58002567]
 * ```
 */
export const tanhShrink = /* @__PURE__ */ defineActivation({
  name: 'tanhShrink',
  kernels,
  precision: 'float64',
  cost: 34,
  parameters: {},

  forward(n) {
    const [log2E, rounder, e0, e1, e2, o0, o1] = EXPONENTIAL;
    const [p0, p1, p2, p3] = P;
    const [q0, q1, q2, q3] = Q;
    const rate = 2 * log2E;
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const u = bounded(v, 32) * rate;
      const k = u + rounder - rounder;
      const f = u - k;
      const f2 = f * f;
      const E = e0 + f2 * (e1 + f2 * e2);
      const O = f * (o0 + f2 * (f2 + o1));
      const sum = E + O;
      const less = sum - powerOf2(k) * sum;
      const w = v * v;
      const D = E + E - less;
      denominators[0] = D;
      denominators[1] = q0 + w * (q1 + w * (q2 + w * q3));
      numerators[0] = v * (1 + 2 ** -51) * D - (O + O - less);
      numerators[1] = v * (p0 + w * (p1 + w * (p2 + w * p3))) * w;
      const isSmall = +(Math.abs(v) < 1);
      x[i] = numerators[isSmall] / denominators[isSmall];
    }
  },

  grad(n) {
    const [log2E, rounder, e0, e1, e2, o0, o1] = EXPONENTIAL;
    const rate = 2 * log2E;
    for (let i = 0; i < n; i++) {
      const u = bounded(x[i], 32) * rate;
      const k = u + rounder - rounder;
      const f = u - k;
      const f2 = f * f;
      const E = e0 + f2 * (e1 + f2 * e2);
      const O = f * (o0 + f2 * (f2 + o1));
      const sum = E + O;
      const less = sum - powerOf2(k) * sum;
      const N = O + O - less;
      const D = E + E - less;
      x[i] = (N * N) / (D * D);
    }
  },
});
