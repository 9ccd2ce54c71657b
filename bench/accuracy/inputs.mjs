/** What accuracies are measured on: no NaN, of which there is nothing to measure. */

/** A prime: 2^32 / 4,093 is 1,049,344. */
const STRIDE = 4093;

/** Where functions bend, have roots or leave one formula for another: the 8,192 neighbours of each are taken. */
const PLACES = [0.5, 0.75179, 0.75246, 1, 1.19243, 1.27846, 1.5, 2.5, 3, 5, 6, 9, 17, 18, 88, 104];
const AROUND = 8192;

/** As many steps from -20 to 20, where networks have their numbers. */
const STEPS = 2 ** 18;
const END = 20;

/** @param {number} place */
function neighbours(place) {
  const [middle] = new Uint32Array(Float32Array.of(place).buffer);
  return new Float32Array(Uint32Array.from({ length: AROUND }, (_, i) => middle + i - AROUND / 2).buffer);
}

export function accuracyInputs() {
  const patterns = Uint32Array.from({ length: Math.ceil(2 ** 32 / STRIDE) }, (_, i) => i * STRIDE);
  const parts = [
    new Float32Array(patterns.buffer).filter((x) => !Number.isNaN(x)),
    Float32Array.from({ length: STEPS }, (_, i) => END * ((2 * i) / STEPS - 1)),
    ...PLACES.flatMap((place) => [neighbours(place), neighbours(-place)]),
  ];
  const x = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const part of parts) {
    x.set(part, from);
    from += part.length;
  }
  return x;
}

/** Zeros, infinities, NaN, and the ends of the subnormal and of the normal numbers, by their bits without the sign. */
const SPECIAL = [0, 1, 0x007fffff, 0x00800000, 0x3f800000, 0x7f7fffff, 0x7f800000, 0x7fc00000];

/** The same at each run: xorshift32. @param {number} length */
function randomBits(length) {
  const bits = new Uint32Array(length);
  let state = 0x9e3779b9;
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bits[i] = state;
  }
  return bits;
}

/** Random bit patterns, behind the special values of either sign. @param {number} length */
export function randomPatterns(length) {
  const bits = randomBits(length);
  bits.set(SPECIAL.flatMap((magnitude) => [magnitude, magnitude + 0x80000000]));
  return new Float32Array(bits.buffer);
}

/** Random numbers between -end and end. @param {number} length @param {number} end */
export function randomNumbers(length, end) {
  return Float32Array.from(randomBits(length), (bits) => end * (bits / 2 ** 31 - 1));
}
