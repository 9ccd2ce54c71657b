/** What the functions of rows share: assembly/rows.ts, with the same operations in the same order. */
import { even, LOG2_E, logarithm, odd, ROUNDER } from './math.js';

/** Below this, 2^k counts as 0. */
const LEAST = -1023;

/** 2^-k for each integer from 0 to -LEAST; 0 for the last. */
const POWERS = Float64Array.from({ length: 1 - LEAST }, (_, k) => (k === -LEAST ? 0 : 2 ** -k));

/** e^z as fractions a / b, of the four elements of a step. Constants of this module, which V8 makes fast to reach. */
const a = new Float64Array(4);
const b = new Float64Array(4);

/** For z <= 0. */
function setFraction(j: number, z: number): void {
  const u = Math.max(z * LOG2_E, LEAST);
  const k = u + ROUNDER - ROUNDER;
  const f = u - k;
  const E = even(f);
  const O = odd(f);
  a[j] = POWERS[-k | 0] * (E + O);
  b[j] = E - O;
}

/** An element that is missing counts as 0. */
function setMissing(j: number): void {
  a[j] = 0;
  b[j] = 1;
}

/** a[i] / b[i] + a[j] / b[j], with one division. */
function twoTerms(i: number, j: number): number {
  return (a[i] * b[j] + a[j] * b[i]) / (b[i] * b[j]);
}

/** The largest element; -Infinity where there is none but NaN, which the sum is to find. */
export function rowMax(x: Float32Array, start: number, size: number): number {
  let max = Number.NEGATIVE_INFINITY;
  for (let i = start; i < start + size; i++) if (x[i] > max) max = x[i];
  return max;
}

/**
 * The sum of e^(x - max) over a row, of dy e^(x - max) where there is a dy. `isRest`: without the elements that are the maximum.
 * Four elements a step, of which the first and the third are added, and the second and the fourth; these go to two
 * partial sums, which are added at the end.
 */
export function rowSum(
  x: Float32Array,
  dy: Float32Array | undefined,
  start: number,
  size: number,
  max: number,
  isRest: boolean,
): number {
  const end = start + size;
  let sum0 = 0;
  let sum1 = 0;
  for (let i = start; i < end; i += 4) {
    for (let j = 0; j < 4; j++) {
      if (i + j >= end) {
        setMissing(j);
        continue;
      }
      const z = x[i + j] - max;
      setFraction(j, z);
      if (isRest && z === 0) a[j] = 0;
      if (dy !== undefined) a[j] *= dy[i + j];
    }
    sum0 += twoTerms(0, 2);
    sum1 += twoTerms(1, 3);
  }
  return sum0 + sum1;
}

/** The sum of the elements, in the same order. */
export function rowTotal(x: Float32Array, start: number, size: number): number {
  const end = start + size;
  const element = (i: number) => (i < end ? x[i] : 0);
  let sum0 = 0;
  let sum1 = 0;
  for (let i = start; i < end; i += 4) {
    sum0 += element(i) + element(i + 2);
    sum1 += element(i + 1) + element(i + 3);
  }
  return sum0 + sum1;
}

/** weight e^(x - max) / sum, of a weight that is 1, or dy - p. */
export function softmaxOf(z: number, sum: number, weight: number): number {
  setFraction(0, z);
  return (a[0] * weight) / (b[0] * sum);
}

// biome-ignore lint/suspicious/noApproximativeNumericConstant: the standard does not fix the bits of Math.LN2
const LN2 = 0.6931471805599453;

/** ln(1 + s), s >= 0: with 1 + s = 2^k (1 + c), it is k ln 2 + ln(1 + c). Where s < 1, c is s itself. */
export function log1p(s: number): number {
  if (!(s >= 1)) return logarithm(s, 1 + s * 0.5);
  const sum = s + 1;
  const k = 31 - Math.clz32(sum); // the integer below log2(sum)
  const c = sum * 2 ** -k - 1;
  return k * LN2 + logarithm(c, 1 + c * 0.5);
}
