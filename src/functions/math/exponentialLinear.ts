/** What elu, selu and celu share, in assembly/ops/elu.ts. */
import { x, xBits } from '../../engine/scratch.js';
import { bounded, EXPONENTIAL, powerOf2 } from './exponential.js';

/** x > 0 ? above x : below (e^z - 1), for z = steepness x. Without a branch on the sign, which is mispredicted. */
export function exponentialLinear(n: number, above: number, below: number, steepness: number): void {
  const [log2E, rounder, e0, e1, e2, o0, o1] = EXPONENTIAL;
  const rate = steepness * log2E;
  for (let i = 0; i < n; i++) {
    const v = x[i];
    const isAbove = -(v > 0);
    x[i] = above * v;
    const linear = xBits[i];
    const u = bounded(v * rate, 1000);
    const k = u + rounder - rounder;
    const f = u - k;
    const f2 = f * f;
    const E = e0 + f2 * (e1 + f2 * e2);
    const O = f * (o0 + f2 * (f2 + o1));
    const sum = E + O;
    const less = sum - powerOf2(k) * sum;
    x[i] = (below * (O + O - less)) / (E - O);
    xBits[i] = (linear & isAbove) | (xBits[i] & ~isAbove);
  }
}

/** The derivative below the edge, and above. */
const slopes = /* @__PURE__ */ new Float64Array(2);

/** x >= edge ? above : below e^z, for z = steepness x. However large `below` is: e^z is computed as 2^512 e^z. */
export function exponentialLinearSlope(n: number, edge: number, above: number, below: number, steepness: number): void {
  const [log2E, rounder, e0, e1, e2, o0, o1] = EXPONENTIAL;
  const rate = steepness * log2E;
  const unshifted = below * 2 ** -512;
  slopes[1] = above;
  for (let i = 0; i < n; i++) {
    const v = x[i];
    // Above 0 the result is `above`. A bound at 0 would be met by every other element, and Math.min is a branch in V8: twice the time
    // (`npm run bench:versions -- --backend js --only elu.grad`, Node 20).
    const u = Math.max(Math.min(v * rate, 500), -1500);
    const k = u + rounder - rounder;
    const f = u - k;
    const f2 = f * f;
    const E = e0 + f2 * (e1 + f2 * e2);
    const O = f * (o0 + f2 * (f2 + o1));
    slopes[0] = (unshifted * (powerOf2(k + 512) * (E + O))) / (E - O);
    x[i] = slopes[+(v >= edge)];
  }
}
