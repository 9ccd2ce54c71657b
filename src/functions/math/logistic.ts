/** The loops of the sigmoid and of its derivative, in assembly/ops/sigmoid.ts: also those of softplus', logSigmoid' and tanh'. */
import { x } from '../../engine/scratch.js';
import { bounded, EXPONENTIAL, exponential, LOG2E, powerOf2 } from './exponential.js';

/** What the slopes at -89.452332 and 89.452332 need. Larger ones stay. */
const LIFT = 5.22024357439882e-54; // 2^-177

/** Of e^z, for sigmoid, which misrounds nothing with it. */
const SIGMOID = /* @__PURE__ */ exponential(
  LOG2E,
  189156.72439747033,
  10097.574668609595,
  43.3028126236371,
  65556.7251000332,
  874.8088595989169,
);

/** Added to b: for f >= 0, and for f < 0. A table, since a branch on the sign is mispredicted (2.5 times as slow). 2^-31. */
const NUDGES = /* @__PURE__ */ Float64Array.of(4.656612873077393e-10, -4.656612873077393e-10);

/** sigmoid(z) = 1 / (1 + e^-z) = b / (a + b), for z = rate x. */
export function logistic(n: number, rate: number): void {
  const [log2E, rounder, e0, e1, e2, o0, o1] = SIGMOID;
  for (let i = 0; i < n; i++) {
    const u = bounded(x[i] * rate, 690) * -log2E;
    const k = u + rounder - rounder;
    const f = u - k;
    const f2 = f * f;
    const E = e0 + f2 * (e1 + f2 * e2);
    const O = f * (o0 + f2 * (f2 + o1));
    const a = powerOf2(k) * (E + O);
    const b = E - O;
    x[i] = (b + NUDGES[+(f < 0)]) / (a + b);
  }
}

/** scale e^-z / (1 + e^-z)^2, for z = rate x. */
export function logisticSlope(n: number, rate: number, scale: number): void {
  const [log2E, rounder, e0, e1, e2, o0, o1] = EXPONENTIAL;
  for (let i = 0; i < n; i++) {
    const u = bounded(x[i] * rate, 345) * log2E;
    const k = u + rounder - rounder;
    const f = u - k;
    const f2 = f * f;
    const E = e0 + f2 * (e1 + f2 * e2);
    const O = f * (o0 + f2 * (f2 + o1));
    const a = powerOf2(k) * (E + O);
    const b = E - O;
    const sum = a + b;
    x[i] = (scale * (a * b)) / (sum * sum) + LIFT;
  }
}
