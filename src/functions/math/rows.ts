/** What the functions of rows share: assembly/loops/rows.ts, with the same operations in the same order. */

import { EXPONENTIAL, powerOf2 } from './exponential.js';
import { LOGARITHM, logarithm } from './logarithm.js';

/** Here 2^k counts as 0. */
const LEAST = -1023;

/** The terms of the last row, which later passes find here. It grows to the longest row. */
let terms = /* @__PURE__ */ new Float64Array(0);

/** Its elements, e^(x - max), those that complete the last step 0. */
function setTerms(x: Float32Array, start: number, size: number, max: number): void {
  if (terms.length < size + 3) terms = new Float64Array(size + 3);
  const [log2E, rounder, e0, e1, e2, o0, o1] = EXPONENTIAL;
  for (let i = 0; i < size; i++) {
    const u = Math.max((x[start + i] - max) * log2E, LEAST);
    const k = u + rounder - rounder;
    const f = u - k;
    const f2 = f * f;
    const E = e0 + f2 * (e1 + f2 * e2);
    const O = f * (o0 + f2 * (f2 + o1));
    terms[i] = (powerOf2(k) * (E + O)) / (E - O);
  }
  terms.fill(0, size, size + 3);
}

/** The largest element; -Infinity where there is none but NaN, which the sum is to find. */
export function rowMax(x: Float32Array, start: number, size: number): number {
  let max = Number.NEGATIVE_INFINITY;
  for (let i = start; i < start + size; i++) if (x[i] > max) max = x[i];
  return max;
}

/**
 * The sum of `size` elements. Four a step, of which the first and the third are added, and the second and the fourth; these
 * go to two partial sums, which are added at the end.
 */
function total(element: (i: number) => number, size: number): number {
  let sum0 = 0;
  let sum1 = 0;
  for (let i = 0; i < size; i += 4) {
    sum0 += element(i) + element(i + 2);
    sum1 += element(i + 1) + element(i + 3);
  }
  return sum0 + sum1;
}

/** The sum of e^(x - max) over a row, whose terms are kept. */
export function rowSum(x: Float32Array, start: number, size: number, max: number): number {
  setTerms(x, start, size, max);
  return total((i) => terms[i], size);
}

/** The sum of the terms of the last row, without those of the elements that are the maximum. */
export function restSum(x: Float32Array, start: number, size: number, max: number): number {
  return total((i) => (x[start + i] === max && i < size ? 0 : terms[i]), size);
}

/** The sum of dy times the terms of the last row. */
export function rowDot(dy: Float32Array, start: number, size: number): number {
  return total((i) => (i < size ? dy[start + i] * terms[i] : 0), size);
}

/** The sum of the elements. */
export function rowTotal(x: Float32Array, start: number, size: number): number {
  return total((i) => (i < size ? x[start + i] : 0), size);
}

/** The i-th term of the last row. */
export function term(i: number): number {
  return terms[i];
}

// biome-ignore lint/suspicious/noApproximativeNumericConstant: the standard does not fix the bits of Math.LN2
const LN2 = 0.6931471805599453;

/** ln(1 + s), s >= 0: with 1 + s = 2^k (1 + c), it is k ln 2 + ln(1 + c). Where s < 1, c is s itself. */
export function log1p(s: number): number {
  const [w1, w2, w3, w4, w5, w6, w7] = LOGARITHM;
  if (!(s >= 1)) return logarithm(s, 1 + s * 0.5, w1, w2, w3, w4, w5, w6, w7);
  const sum = s + 1;
  const k = 31 - Math.clz32(sum); // the integer below log2(sum)
  const c = sum * 2 ** -k - 1;
  return k * LN2 + logarithm(c, 1 + c * 0.5, w1, w2, w3, w4, w5, w6, w7);
}
