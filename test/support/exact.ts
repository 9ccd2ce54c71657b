/** Real numbers as integers of units of 2^-320: float32 exactly, functions within a few units. Shares nothing with src/. */

const BITS = 320n;
const ONE = 1n << BITS;
export type Exact = bigint;

/** A finite float32, exactly; any float64 whose bits end above 2^-320. */
export function exact(value: number): Exact {
  // 2^149 makes an integer of a float32, of at most 277 bits, and float64 holds it.
  return BigInt(value * 2 ** 149) << (BITS - 149n);
}

export function times(a: Exact, b: Exact): Exact {
  return (a * b) >> BITS;
}

export function over(a: Exact, b: Exact): Exact {
  return (a << BITS) / b;
}

/** e^z, z <= 0: the series of e^(z / 2^16), squared 16 times. */
export function exp(z: Exact): Exact {
  if (z < -(256n << BITS)) return 0n; // below 2^-320
  const small = z >> 16n;
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term > 1n || term < -1n; n++) {
    term = times(term, small) / n;
    sum += term;
  }
  for (let i = 0; i < 16; i++) sum = times(sum, sum);
  return sum;
}

/** 2 artanh(t), t <= 1/3. */
function twiceArtanh(t: Exact): Exact {
  const square = times(t, t);
  let power = t;
  let sum = 0n;
  for (let n = 1n; power > 0n; n += 2n) {
    sum += power / n;
    power = times(power, square);
  }
  return 2n * sum;
}

const LN2 = twiceArtanh(ONE / 3n);

/** ln(1 + s), s >= 0. */
export function log1p(s: Exact): Exact {
  let k = 0n;
  while ((ONE + s) >> k >= 2n * ONE) k++;
  // 1 + s = 2^k (1 + r)
  const r = k === 0n ? s : ((ONE + s) >> k) - ONE;
  return k * LN2 + twiceArtanh(over(r, 2n * ONE + r));
}

/** By how many units in the last place of float32 a result is off: what is below 0.5 is nearest. */
export function ulpsOff(result: number, truth: Exact): number {
  const magnitude = truth < 0n ? -truth : truth;
  let exponent = -126;
  while (
    exponent < 127 &&
    magnitude >= (ONE * 2n ** BigInt(Math.max(0, exponent + 1))) / 2n ** BigInt(Math.max(0, -exponent - 1))
  )
    exponent++;
  const ulp = exact(2 ** (exponent - 23));
  // Infinity counts as the number that would come next, and stands for all beyond it.
  if (!Number.isFinite(result) && magnitude >= ONE << 128n)
    return result > 0 === truth > 0n ? 0 : Number.POSITIVE_INFINITY;
  const off = exact(Math.max(-(2 ** 128), Math.min(result, 2 ** 128))) - truth;
  return Number(((off < 0n ? -off : off) * 2n ** 40n) / ulp) / 2 ** 40;
}
