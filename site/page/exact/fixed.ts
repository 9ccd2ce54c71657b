/**
 * Real numbers as integers of units of 2^-768: sums of float32 numbers are exact, functions good to some units. Results of
 * float32 functions begin at 2^-149, so that hundreds of bits are left for the digits that are shown.
 */
export const BITS = 768n;
export const ONE = 1n << BITS;
export type Fixed = bigint;

const view = new DataView(new ArrayBuffer(8));

/** A finite number, exactly as long as its last bit is above 2^-768. */
export function fixed(value: number): Fixed {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & ((1n << 52n) - 1n);
  const significand = exponent === 0n ? fraction : fraction | (1n << 52n);
  const shift = BITS - 1075n + (exponent === 0n ? 1n : exponent);
  const magnitude = shift >= 0n ? significand << shift : significand >> -shift;
  return value < 0 ? -magnitude : magnitude;
}

export const times = (a: Fixed, b: Fixed): Fixed => (a * b) >> BITS;
export const over = (a: Fixed, b: Fixed): Fixed => (a << BITS) / b;
export const abs = (a: Fixed): Fixed => (a < 0n ? -a : a);
export const min = (a: Fixed, b: Fixed): Fixed => (a < b ? a : b);
export const max = (a: Fixed, b: Fixed): Fixed => (a > b ? a : b);

/** By Newton's method, from above. */
export function sqrt(a: Fixed): Fixed {
  const square = a << BITS;
  if (square === 0n) return 0n;
  let root = 1n << BigInt((square.toString(2).length >> 1) + 1);
  for (;;) {
    const next = (root + square / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** The halvings of an exponent before the series of e^z, each undone by squaring. */
const HALVINGS = 24n;

/** e^z for z <= 0. */
export function exp(z: Fixed): Fixed {
  if (z < -BITS * ONE) return 0n; // even 2^z has no bit left
  const small = z >> HALVINGS;
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term > 1n || term < -1n; n++) {
    term = times(term, small) / n;
    sum += term;
  }
  for (let i = 0n; i < HALVINGS; i++) sum = times(sum, sum);
  return sum;
}

/** 2 artanh(t) for 0 <= t <= 1/3. */
function twiceArtanh(t: Fixed): Fixed {
  const square = times(t, t);
  let power = t;
  let sum = 0n;
  for (let n = 1n; power > 0n; n += 2n) {
    sum += power / n;
    power = times(power, square);
  }
  return 2n * sum;
}

/** ln(1 + s) for 0 <= s <= 1. */
export const log1p = (s: Fixed): Fixed => twiceArtanh(over(s, 2n * ONE + s));

/** arctan(1 / n). */
function arctanOfInverse(n: bigint): Fixed {
  let power = ONE / n;
  let sum = 0n;
  for (let k = 1n; power > 0n; k += 2n) {
    sum += k % 4n === 1n ? power / k : -(power / k);
    power /= n * n;
  }
  return sum;
}

/** By Machin's formula. */
export const PI = 4n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n));

/** From here on the normal distribution leaves no bit: e^(-33^2 / 2) is below 2^-768. */
const FAR = 33n * ONE;

/** The distribution function of the standard normal distribution: 1/2 + Phi'(x) (x + x^3 / 3 + x^5 / (3 * 5) + ...). */
export function normal(x: Fixed): Fixed {
  if (x > FAR) return ONE;
  if (x < -FAR) return 0n;
  const distance = abs(x);
  const square = times(distance, distance);
  let term = distance;
  let sum = 0n;
  for (let n = 3n; term > 0n; n += 2n) {
    sum += term;
    term = times(term, square) / n;
  }
  const half = times(over(exp(-square / 2n), sqrt(2n * PI)), sum);
  return ONE / 2n + (x < 0n ? -half : half);
}
