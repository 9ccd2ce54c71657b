/** Inputs that tests share: float32's limits, the edges of each exponent, samples of all values. */
import { LARGEST, LARGEST_SUBNORMAL, SMALLEST, SMALLEST_NORMAL } from '../../tools/specs.js';
import { bitsOf, fromBits } from './bits.js';

/** Quiet and signaling, of either sign, with the smallest and largest payloads. x86's own is 0xffc00000. */
const NANS = [
  0x7fc00000, 0xffc00000, 0x7f800001, 0xff800001, 0x7fbfffff, 0xffbfffff, 0x7fc00001, 0xffc00001, 0x7fffffff,
  0xffffffff,
];

const MAGNITUDES = [
  0,
  SMALLEST,
  50 * SMALLEST,
  51 * SMALLEST,
  LARGEST_SUBNORMAL,
  SMALLEST_NORMAL,
  1e-20,
  0.01,
  0.5,
  1 - 2 ** -24,
  1,
  1 + 2 ** -23,
  10,
  15,
  20,
  2 ** 24,
  1e20,
  LARGEST,
  Number.POSITIVE_INFINITY,
];

/** Every special value; the table's own NaN stands for all in NANS. */
export const SPECIALS: Float32Array = fromBits(
  Uint32Array.from([...bitsOf(Float32Array.from(MAGNITUDES.flatMap((value) => [value, -value]))), ...NANS]),
);

/** The bit patterns that a table's number stands for: one, or for NaN each of them. */
export function patternsOf(value: number): Float32Array {
  return Number.isNaN(value) ? fromBits(Uint32Array.from(NANS)) : Float32Array.of(value);
}

/** For each sign and exponent, NaN and subnormals included: the first, the middle and the last values. */
export function exponentEdges(): Float32Array {
  const mantissas = [0, 1, 2, 0x3fffff, 0x400000, 0x400001, 0x7ffffe, 0x7fffff];
  const bits = new Uint32Array(512 * mantissas.length);
  for (let i = 0; i < bits.length; i++) {
    bits[i] = ((i >> 3) << 23) | mantissas[i & 7];
  }
  return fromBits(bits);
}

/** A prime, so that every low bit of the inputs varies; 2^32 / 16,411 is 261,712.7 of them. */
export const SAMPLE_STRIDE = 16_411;

/** Each `stride`-th of all 2^32 bit patterns. */
export function everyNth(stride: number): Float32Array {
  return fromBits(Uint32Array.from({ length: Math.ceil(2 ** 32 / stride) }, (_, i) => i * stride));
}

/** Bit patterns without an order, the same at each run: i times an odd constant, its high bits mixed into the low. */
export function scrambled(length: number, seed: number): Float32Array {
  const bits = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const mixed = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b);
    bits[i] = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  }
  return fromBits(bits);
}

/** Numbers as networks have them, of both signs, among which every special value appears. */
export function mixture(length: number, seed: number): Float32Array {
  const bits = scrambled(length, seed);
  const array = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const random = bitsOf(bits)[i];
    if (random % 8 === 0) bitsOf(array)[i] = bitsOf(SPECIALS)[(random >>> 3) % SPECIALS.length];
    else array[i] = ((random >>> 3) / 2 ** 28 - 1) * 4;
  }
  return array;
}

/** A copy of the bits in which all NaN are one. */
export function withOneNaN(array: Float32Array): Uint32Array {
  const bits = bitsOf(array).slice();
  for (let i = 0; i < bits.length; i++) if (Number.isNaN(array[i])) bits[i] = 0x7fc00000;
  return bits;
}
