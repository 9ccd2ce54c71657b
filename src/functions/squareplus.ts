import { defineActivation } from '../calls/activation.js';
import { notNegative } from '../calls/arguments.js';
import { x } from '../engine/scratch.js';
import { kernels } from '../generated/kernels/squareplus.js';

/** The result from the edge on, and below it. A table, since a branch on the sign is mispredicted. */
const parts = /* @__PURE__ */ new Float64Array(2);

/** What {@link squareplus} takes besides `x` and the common options. */
export interface SquareplusParameters {
  /** The square of twice its value at 0: any finite number from 0 on; with 0 it is relu. Default 4. */
  readonly b?: number | undefined;
}

/**
 * `squareplus(x) = (x + sqrt(x^2 + b)) / 2`
 *
 * - Derivative: (1 + x / sqrt(x^2 + b)) / 2. With b = 0 it is 0 below 0 and 1 above, and at 0 as `kink` says.
 * - Arrays: float32[n] to float32[n]; computed in float64, rounded once.
 * - Special values: NaN gives NaN, -Inf gives +0, +Inf gives +Inf. At 0 it is sqrt(b) / 2.
 * - Accuracy: correctly rounded with the default b, the derivative too; else within 0.501 ULP. Nothing cancels below 0.
 * - Errors: those of {@link Activation}; a RangeError for a negative b.
 * - Source: Barron, "Squareplus: A Softplus-Like Algebraic Rectifier", 2021. The default is that of JAX.
 *
 * @example
 * ```ts
 * squareplus([-1.5, 0, 1.5]); // → Float32Array [0.5, 1, 2]
 * squareplus.grad([-1.5, 0, 1.5]); // → Float32Array [0.2, 0.5, 0.8]
 * ```
 */
export const squareplus = /* @__PURE__ */ defineActivation<SquareplusParameters>({
  name: 'squareplus',
  kernels,
  precision: 'float64',
  cost: 10,
  parameters: { b: 4 },
  check: (fn, b) => notNegative(fn, 'b', b),
  kinks: (b) => [{ at: 0, left: b === 0 ? 0 : 0.5, right: b === 0 ? 1 : 0.5 }],

  forward(n, b) {
    const half = b * 0.5;
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const s = Math.sqrt(v * v + b) + Math.abs(v);
      parts[0] = s * 0.5;
      parts[1] = half / s;
      x[i] = parts[+(v < 0)];
    }
  },

  // assembly/ops/squareplus.ts says why these constants.
  grad(n, edge, b) {
    const capped = b === 0 ? 0 : Math.min(Math.max(b, 2 ** -600), 2 ** 400);
    const half = capped * 0.5;
    const more = capped * 2 ** -53;
    const tiny = b === 0 ? 2 ** -400 : 0;
    for (let i = 0; i < n; i++) {
      const v = x[i];
      const a = Math.min(Math.abs(v), 2 ** 400) + tiny;
      const r2 = a * a + capped;
      const r = Math.sqrt(r2);
      parts[0] = ((r + a) * (0.5 * (1 - 2 ** -52))) / r;
      parts[1] = (half + more * +(a < 2 ** -12)) / (r2 + r * a);
      x[i] = parts[+(v < edge)];
    }
  },
});
