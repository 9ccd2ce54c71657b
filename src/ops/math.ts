/** What several functions of float64 precision share: assembly/math.ts, with the same operations in the same order. */

// Numbers are written where they are used, in functions that are inlined: V8 reads a constant of a module that is exported at
// each use, and checks its type. sigmoid took 1.3 times as long on Node 20, 1.6 times on Node 24.

/** z log2(e), rounded. */
export function timesLog2E(z: number): number {
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: the standard does not fix the bits of Math.LOG2E
  return z * 1.4426950408889634;
}

/** The integer nearest to u: adding 1.5 * 2^52 rounds. */
export function nearest(u: number): number {
  return u + 6755399441055744 - 6755399441055744;
}

/** z log2(e), exactly: the factor has 29 bits, and z is a float32. The rest of the product is 6.331784189566044e-10 z. */
export function highPart(z: number): number {
  return z * 1.442695040255785;
}

/** f for `k = nearest(u)`, `u = highPart(z)`, without the rounding error of u, which is felt where |z| is large. */
export function restOf(z: number, u: number, k: number): number {
  return u - k + z * 6.331784189566044e-10;
}

const MOST = 1000;

/** 2^k for -1000 <= k <= 1000. A table: to write a float64 through its integers took 9 ns here, a load a fraction of one. */
const POWERS = Float64Array.from({ length: 2 * MOST + 1 }, (_, i) => 2 ** (i - MOST));

/** 2^k; for NaN any. */
export function powerOf2(k: number): number {
  return POWERS[(k + MOST) | 0];
}

/** E, of e^z = 2^k (E + O) / (E - O), where k + f = z log2(e). */
export function even(f: number): number {
  const f2 = f * f;
  return 1 + f2 * (0.0533820550167225 + f2 * 0.0002289255788359534);
}

/** O, of the same. */
export function odd(f: number): number {
  const f2 = f * f;
  return f * (0.34657359027997264 + f2 * (0.004624783297463979 + f2 * 5.286621467913663e-6));
}

/** A number between -limit and limit; NaN stays NaN. */
export function bounded(u: number, limit: number): number {
  return Math.max(Math.min(u, limit), -limit);
}

/** 0, and z. A table, as below. */
const parts = new Float64Array(2);

/** max(z, 0); -0 stays. NaN gives 0. */
export function positivePart(z: number): number {
  parts[1] = z;
  return parts[+(z >= 0)];
}

/** For f from 0 on, and for negative ones. A table, since a branch on the sign is mispredicted (2.5 times as slow). */
const NUDGES = Float64Array.of(1.25 * 2 ** -53, -1.25 * 2 ** -53);

/** Added to a number near 1, it changes the last bit: upwards for f >= 0, downwards for f < 0. */
export function nudge(f: number): number {
  return NUDGES[+(f < 0)];
}

/** 1 / (1 + e^-z), where k + f = -z log2(e). */
export function sigmoidOf(k: number, f: number): number {
  const E = even(f);
  const O = odd(f);
  const a = powerOf2(k) * (E + O);
  const b = E - O;
  return (b + nudge(f)) / (a + b);
}

/** sigmoid(z), for |z| <= 690. */
export function sigmoidOfBounded(z: number): number {
  const u = highPart(-z);
  const k = nearest(u);
  return sigmoidOf(k, restOf(-z, u, k));
}

/** sigmoid(z). */
export function sigmoid(z: number): number {
  return sigmoidOfBounded(bounded(z, 690));
}

/** scale e^-z / (1 + e^-z)^2, with z = rate x. */
export function sigmoidGrad(x: number, rate: number, scale: number): number {
  const z = bounded(x * rate, 345);
  const u = highPart(z);
  const k = nearest(u);
  const f = restOf(z, u, k);
  const E = even(f);
  const O = odd(f);
  const a = powerOf2(k) * (E + O);
  const b = E - O;
  const sum = a + b;
  return (scale * (a * b)) / (sum * sum);
}

/** s (1 + q (1 - s)) with s = sigmoid(z), where u = -z log2(e). */
export function gateGrad(u: number, q: number): number {
  const held = bounded(u, 500);
  const k = nearest(held);
  const f = held - k;
  const E = even(f);
  const O = odd(f);
  const a = powerOf2(k) * (E + O);
  const b = E - O;
  const sum = a + b;
  return ((b + nudge(f)) * (b + a * (1 + bounded(q, 2 ** 128)))) / (sum * sum);
}

/** below (e^z - 1), where x rate = z log2(e). */
export function exponentialMinus1(x: number, below: number, rate: number): number {
  const u = bounded(x * rate, MOST);
  const k = nearest(u);
  const f = u - k;
  const E = even(f);
  const O = odd(f);
  const less = (1 - powerOf2(k)) * (E + O);
  return (below * (O + O - less)) / (E - O);
}

/** below e^z, where x rate = z log2(e). */
export function exponential(x: number, below: number, rate: number): number {
  const u = bounded(x * rate, MOST);
  const k = nearest(u);
  const f = u - k;
  const E = even(f);
  const O = odd(f);
  return (below * (powerOf2(k) * (E + O))) / (E - O);
}

/** ln(1 + a / b), for 0 <= a <= b and c = b + a / 2. */
export function logarithm(a: number, c: number): number {
  const A = a * a;
  const B = c * c;
  const numerator =
    a * c * ((B - A * 0.2190102051122645) * ((B - A * 0.13207948580597234) * (B - A * 0.039667152104284606)));
  const denominator =
    (B - A * 0.23151713630842696) *
    (B - A * 0.16186355814114303) *
    ((B - A * 0.07183880781017452) * (B - A * 0.008870674096117376));
  return numerator / denominator;
}

/** scale ln(1 + e^z), with z = rate x. */
export function softplus(x: number, rate: number, scale: number): number {
  const z = x * rate;
  const held = Math.max(-Math.abs(z), LEAST);
  const u = highPart(held);
  const k = nearest(u);
  const f = restOf(held, u, k);
  const E = even(f);
  const O = odd(f);
  const a = powerOf2(k) * +(held !== LEAST) * (E + O);
  const c = E - O + a * 0.5;
  return scale * (positivePart(z) + logarithm(a, c));
}

/** Down to here e^z is a normal float64. */
const LEAST = -690;

/** d^2 + b d + c. */
export function quadratic(d: number, b: number, c: number): number {
  return d * (d + b) + c;
}

/** For numbers that float32 rounds to 0, which keep their sign, and for others. */
const ADDENDS = Float64Array.of(-0, 2 ** -176);

/**
 * A result near 0 that is x/2 plus a positive term, too small for float64 to hold. Where x/2 lies in the middle between two
 * subnormal float32 numbers, that term decides: so a number is added that only the smallest results notice. It is less than
 * half the distance between two float32 numbers, and more than a rounding error of float64 there.
 */
export function aboveTies(y: number): number {
  return y + ADDENDS[+(Math.abs(y) > 2 ** -151)];
}
