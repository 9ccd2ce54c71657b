/**
 * Rows for the functions of rows and of channels: random, extreme and adversarial ones. The same bits at each run and in each
 * engine, since they are made of integers and of float64 additions, multiplications and divisions.
 */
import { fromBits } from './bits.js';
import { mixture } from './inputs.js';

export interface Row {
  readonly x: Float32Array;
  readonly dy: Float32Array;
  /** For prelu, with its channels' alphas, 7 at most. */
  readonly alpha: Float32Array;
  readonly inner: number;
}

export const LONGEST = 2 ** 20;

/** A number from 0 to 1, 1 excluded, in steps of 2^-24. */
type Random = () => number;

function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

function floats(length: number, value: (i: number) => number): Float32Array {
  const array = new Float32Array(length);
  for (let i = 0; i < length; i++) array[i] = value(i);
  return array;
}

const spread = (random: Random, width: number) => () => (random() - 0.5) * width;

/** Any finite float32, each exponent as often. */
function anyFloat(random: Random): number {
  const [sign, exponent, mantissa] = [2, 255, 2 ** 23].map((count) => Math.floor(random() * count));
  return fromBits(Uint32Array.of((sign << 31) | (exponent << 23) | mantissa))[0];
}

/** e^z, z <= 0, to about 2^-20. Not Math.exp, whose bits differ between engines. */
function roughExponential(z: number): number {
  if (z < -100) return 0;
  let power = 1 + z / 2 ** 30;
  for (let i = 0; i < 30; i++) power *= power;
  return power;
}

function roughSoftmax(x: Float32Array): Float32Array {
  const max = x.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const terms = Float64Array.from(x, (value) => roughExponential(value - max));
  const sum = terms.reduce((a, b) => a + b, 0);
  return floats(x.length, (i) => terms[i] / sum);
}

/** What may arrive from above. */
const GRADIENTS: readonly ((x: Float32Array, random: Random) => Float32Array)[] = [
  ({ length }, random) => floats(length, spread(random, 2)),
  ({ length }, random) => floats(length, random),
  // Of these softmax's gradient is 0, or nearly.
  ({ length }, random) => new Float32Array(length).fill(random()),
  ({ length }, random) => floats(length, () => 1 + Math.floor(random() * 8) * 2 ** -23),
  // Of these logSoftmax's: a cross-entropy's gradient goes through one number, its own results cancel.
  ({ length }, random) => {
    const at = Math.floor(random() * length);
    return floats(length, (i) => +(i === at));
  },
  (x) => roughSoftmax(x),
  ({ length }, random) => floats(length, (i) => (i % 2 === 0 ? 1 : -1) * 3e38 * random()),
  ({ length }, random) => floats(length, () => anyFloat(random)),
];

const SLOPES = [0.25, -0, 0, 1, -1, 2, -0.5, 1.5, 2 ** -140, -3e38, 0.01, 1 - 2 ** -24];

/** Alphas and `inner` for the i-th row: one channel or some, which come first or last. */
function channels(length: number, i: number): { alpha: Float32Array; inner: number } {
  const divisor = [7, 5, 3, 2].find((candidate) => length % candidate === 0) ?? 1;
  const shapes = [
    [1, length],
    [divisor, 1],
    [1, 1],
    [divisor, length / divisor],
  ];
  const [count, inner] = shapes[i % shapes.length];
  return { alpha: floats(count, (channel) => SLOPES[(i + channel) % SLOPES.length]), inner };
}

/** Each x with one of the gradients, in turn. */
function* completed(rows: Iterable<Float32Array>, random: Random): Generator<Row> {
  let i = 0;
  for (const x of rows) {
    yield { x, dy: GRADIENTS[i % GRADIENTS.length](x, random), ...channels(x.length, i >> 3) };
    i++;
  }
}

function* lengths(random: Random) {
  for (const width of [2 ** -140, 2 ** -20, 0.1, 1, 10, 50, 200, 1000]) {
    for (let length = 1; length <= 67; length++) yield floats(length, spread(random, width));
    for (const length of [1000, 2048, 2049, 4095, 4096, 4097]) yield floats(length, spread(random, width));
  }
}

/** One element by far the largest: the logarithm of a number next to 1, and results down to the smallest. */
function* gaps(random: Random) {
  for (let gap = 0; gap < 104; gap += 0.375)
    for (const length of [2, 3, 9]) yield floats(length, (i) => (i === length - 1 ? gap : random() - 0.5));
}

/** Differences that are not float32, and numbers of any size. */
function* magnitudes(random: Random) {
  for (let exponent = 1; exponent < 127; exponent++)
    yield floats(9, () => 2 ** exponent * (1 + Math.floor(random() * 8) * 2 ** -23));
  for (let i = 0; i < 2000; i++) yield floats(5, () => anyFloat(random));
}

function* long(random: Random) {
  yield floats(LONGEST, spread(random, 1));
  yield floats(LONGEST, spread(random, 30));
  yield new Float32Array(LONGEST);
  yield floats(LONGEST, (i) => (i === 12_345 ? 40 : random()));
  yield floats(LONGEST - 1, (i) => -i / 2 ** 14);
}

/** Sums in float64 that lose the most: nearly half a unit in each addition, all in one direction; or all that is large. */
function* sums(random: Random): Generator<Row> {
  const one = { alpha: Float32Array.of(0.25), inner: 1 };
  // Two terms together are a little less than half a unit of the first, 1.
  const x = new Float32Array(LONGEST).fill(-37.43);
  x[0] = 0;
  for (const rest of [-0.499, -0.499 * 2 ** -54]) {
    const dy = new Float32Array(LONGEST).fill(rest);
    dy[0] = 1;
    yield { x, dy, ...one };
  }
  // The first product is 1 + 2^-24, in the middle between two float32 numbers: the others say which is nearer.
  yield {
    x: floats(LONGEST, (i) => (i === 0 ? -97 / 2 ** 7 : 2 ** -24 - 1)),
    dy: floats(LONGEST, (i) => (i === 0 ? -172_961 / 2 ** 17 : -(2 ** -53))),
    ...one,
  };
  for (let half = 1; half <= 2048; half *= 2) {
    const [xs, dys] = [floats(half, () => -random()), floats(half, random)];
    const [x, dy] = [floats(half, (i) => xs[half - 1 - i]), floats(half, (i) => -dys[half - 1 - i])];
    yield { x: Float32Array.of(...xs, -(2 ** -60), ...x), dy: Float32Array.of(...dys, 1, ...dy), ...one };
  }
}

/** NaN and infinities. */
function* special(random: Random): Generator<Row> {
  const { NaN: nan, POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minusInf } = Number;
  const numbers = [0, 1, -1, 3e38, nan, inf, minusInf];
  for (let i = 0; i < 400; i++) {
    const length = 1 + (i % 9);
    const x = floats(length, spread(random, 20));
    const dy = floats(length, spread(random, 2));
    const place = () => Math.floor(random() * length);
    for (let count = i % 3; count > 0; count--) x[place()] = minusInf;
    for (let count = i % 4; count > 0; count--) dy[place()] = numbers[Math.floor(random() * numbers.length)];
    yield { x, dy, ...channels(length, i) };
    yield { x: mixture(length, i), dy: floats(length, spread(random, 2)), ...channels(length, i) };
    const some = floats(length, () => numbers[Math.floor(random() * numbers.length)]);
    yield { x: some, dy: floats(length, random), ...channels(length, i) };
  }
}

/** All of them, by kind. */
export const rowKinds = {
  lengths: () => completed(lengths(seeded(1)), seeded(2)),
  gaps: () => completed(gaps(seeded(3)), seeded(4)),
  magnitudes: () => completed(magnitudes(seeded(5)), seeded(6)),
  long: () => completed(long(seeded(7)), seeded(8)),
  sums: () => sums(seeded(9)),
  special: () => special(seeded(10)),
} satisfies Record<string, () => Iterable<Row>>;

export type RowKind = keyof typeof rowKinds;

/** Short rows of finite numbers, from which those are chosen whose results are hard to round. */
export function* shortRows(count: number): Generator<Row> {
  const random = seeded(11);
  function* rows() {
    for (let i = 0; i < count; i++) yield floats(2 + (i % 7), spread(random, [1, 8, 40, 200][i % 4]));
  }
  yield* completed(rows(), random);
}
