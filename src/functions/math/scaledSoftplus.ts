/** The loop of softplus and logSigmoid, in assembly/ops/softplus.ts. */
import { x } from '../../engine/scratch.js';
import { EXPONENTIAL, powerOf2 } from './exponential.js';
import { LOGARITHM, logarithm } from './logarithm.js';

/** Down to here e^z is a normal float64. */
const LEAST = -690;

/** What softplus(-89.452332) needs. It does not change larger results. */
const LIFT = 5.22024357439882e-54; // 2^-177

/** What stands for 0 in max(z, 0), and z. A table, since a branch on the sign is mispredicted. */
const parts = /* @__PURE__ */ new Float64Array(2);

/** scale ln(1 + e^z), for z = rate x. */
export function scaledSoftplus(n: number, rate: number, scale: number): void {
  const [log2E, rounder, e0, e1, e2, o0, o1] = EXPONENTIAL;
  const [w1, w2, w3, w4, w5, w6, w7] = LOGARITHM;
  parts[0] = LIFT * Math.abs(rate);
  for (let i = 0; i < n; i++) {
    const z = x[i] * rate;
    const held = Math.max(-Math.abs(z), LEAST);
    const u = held * log2E;
    const k = u + rounder - rounder;
    const f = u - k;
    const f2 = f * f;
    const E = e0 + f2 * (e1 + f2 * e2);
    const O = f * (o0 + f2 * (f2 + o1));
    const a = powerOf2(k) * +(held !== LEAST) * (E + O);
    const c = E - O + a * 0.5;
    parts[1] = z;
    x[i] = scale * (parts[+(z >= parts[0])] + logarithm(a, c, w1, w2, w3, w4, w5, w6, w7));
  }
}
