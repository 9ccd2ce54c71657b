/** prelu: leakyRelu's bits with a slope for each channel, one answer on every backend, alpha's gradient. */
import { describe, expect, test } from 'vitest';
import { leakyRelu } from '../../src/index.js';
import { same } from '../support/bits.js';
import { exact, ulpsOff } from '../support/exact.js';
import { mixture, scrambled } from '../support/inputs.js';
import { type Subject, subjects } from '../support/subjects.js';

/** A copy of `values` at the subject's kind of place, from an address on that is `offset` elements past an aligned one. */
function placed({ array }: Subject, values: ArrayLike<number>, offset = 0): Float32Array {
  const copy = array(values.length + offset).subarray(offset);
  copy.set(values);
  return copy;
}

const SLOPES = [0.25, -0, 0, 1, -1, 2, -0.5, 1.5, 1e-40, -3e38, 0.01, 1 - 2 ** -24];
const KINKS = ['right', 'left', 'min'] as const;

/** channels, inner, how often. */
const SHAPES = [
  [1, 1, 77],
  [2, 1, 9],
  [3, 1, 40],
  [5, 1, 21],
  [16, 1, 6],
  [37, 1, 5],
  // More than a tile, the next of which begins in the middle of a turn.
  [37, 1, 300],
  [64, 1, 70],
  [1, 50, 2],
  [3, 2, 5],
  [3, 16, 4],
  [4, 35, 3],
  [2, 67, 30],
  [3, 5000, 1],
  [1500, 1, 3],
  [5000, 1, 2],
] as const;

const slopesOf = (channels: number, slopes: readonly number[] = SLOPES) =>
  Float32Array.from({ length: channels }, (_, c) => slopes[c % slopes.length]);

/**
 * Slopes with -0 and 0 among them, slopes of which one is above 1, and slopes for which a maximum will do. The first two kinds take a kernel's
 * slower loop, also where there are no more than two channels.
 */
const KINDS_OF_SLOPES = [SLOPES, [0.25, 1 + 2 ** -23, -0.5], [0.25, 0.01, -0.5, 1, 1 - 2 ** -24, 1e-40, -3e38]];

/** The elements of one channel, in order. */
function elementsOf(array: Float32Array, channel: number, channels: number, inner: number): Float32Array {
  return array.filter((_, i) => Math.floor(i / inner) % channels === channel);
}

type Slope = (x: Float32Array, dy: Float32Array, alpha: number) => Float32Array;

/** What a function of one slope gives for each channel, put together. */
function byChannel(x: Float32Array, dy: Float32Array, alpha: Float32Array, inner: number, f: Slope): Float32Array {
  const result = new Float32Array(x.length);
  const turn = alpha.length * inner;
  for (const [channel, slope] of alpha.entries()) {
    const indices: number[] = [];
    for (let start = channel * inner; start < x.length; start += turn) {
      for (let i = start; i < start + inner; i++) indices.push(i);
    }
    const own = f(
      Float32Array.from(indices, (i) => x[i]),
      Float32Array.from(indices, (i) => dy[i]),
      slope,
    );
    for (const [j, i] of indices.entries()) result[i] = own[j];
  }
  return result;
}

const FORWARD: Slope = (x, _dy, alpha) => leakyRelu(x, { alpha });
const DERIVATIVES = KINKS.map(
  (kink): Slope =>
    (x, _dy, alpha) =>
      leakyRelu.grad(x, { alpha, kink }),
);
const GRADIENTS = KINKS.map(
  (kink): Slope =>
    (x, dy, alpha) =>
      leakyRelu.grad(x, { alpha, kink, dy }),
);

/** Arrays and slopes of a shape, and what leakyRelu gives for each channel. */
const cases = SHAPES.flatMap(([channels, inner, times]) => {
  const length = channels * inner * times;
  return KINDS_OF_SLOPES.flatMap((slopes) =>
    [mixture(length, channels), scrambled(length, inner)].map((x) => {
      const alpha = slopesOf(channels, slopes);
      const dy = mixture(length, 7);
      const expected = (f: Slope) => byChannel(x, dy, alpha, inner, f);
      return {
        name: `${channels} channels of ${inner}, ${times} times, slopes ${alpha.subarray(0, 3).join(' ')}`,
        ...{ x, dy, alpha, inner },
        y: expected(FORWARD),
        derivatives: DERIVATIVES.map(expected),
        gradients: GRADIENTS.map(expected),
      };
    }),
  );
});

describe.each(subjects)('$name', (subject) => {
  const { api } = subject;

  test.each(cases)(
    '$name: each channel has the bits of leakyRelu',
    ({ x: values, dy: dys, alpha, inner, ...expected }) => {
      const x = placed(subject, values, 3);
      const dy = placed(subject, dys, 2);
      for (const given of [placed(subject, alpha, 1), alpha, Array.from(alpha)]) {
        const own = { alpha: given, inner };
        same(api.prelu(x, own), expected.y, () => 'forward', { x });
        same(api.prelu(x, { ...own, out: placed(subject, x) }), expected.y, () => 'forward into out', { x });
        for (const [i, kink] of KINKS.entries()) {
          same(api.prelu.grad(x, { ...own, kink }), expected.derivatives[i], () => `derivative, ${kink}`, { x });
          same(api.prelu.grad(x, { ...own, kink, dy }), expected.gradients[i], () => `gradient, ${kink}`, { x, dy });
        }
        const inPlace = placed(subject, values, 1);
        api.prelu(inPlace, { ...own, out: inPlace });
        same(inPlace, expected.y, () => 'in place', { x });
        const overDy = placed(subject, dys, 1);
        api.prelu.grad(x, { ...own, dy: overDy, out: overDy });
        same(overDy, expected.gradients[0], () => 'over dy', { x, dy });
        const overX = placed(subject, values, 1);
        api.prelu.grad(overX, { ...own, dy, out: overX });
        same(overX, expected.gradients[0], () => 'gradient over x', { x, dy });
      }
    },
  );

  test.each(SHAPES)("%d channels of %d, %d times: alpha's gradient", (channels, inner, times) => {
    const length = channels * inner * times;
    const x = placed(
      subject,
      scrambled(length, 1).map((_, i) => Math.sin(i * 12.9898) * 4),
      1,
    );
    const dy = placed(
      subject,
      scrambled(length, 1).map((_, i) => Math.cos(i * 78.233) + 1.5),
      3,
    );
    const out = subject.array(channels);
    expect(api.prelu.gradAlpha(x, { channels, inner, dy, out })).toBe(out);
    same(api.prelu.gradAlpha(x, { channels, inner, dy }), out, () => 'a new one');
    same(subjects[0].api.prelu.gradAlpha(x, { channels, inner, dy }), out, () => 'the twin');
    for (let channel = 0; channel < channels; channel += Math.ceil(channels / 6)) {
      const [ownX, ownDy] = [x, dy].map((array) => elementsOf(array, channel, channels, inner));
      let sum = 0n;
      ownX.forEach((value, i) => {
        if (value < 0) sum += exact(value * ownDy[i]);
      });
      expect(ulpsOff(out[channel], sum), `channel ${channel}: ${out[channel]}`).toBeLessThanOrEqual(0.501);
    }
  });

  test("alpha's gradient of special values", () => {
    const sum = (x: number[], dy: number[]) => {
      const options = { channels: 1, inner: x.length, dy: placed(subject, dy) };
      return api.prelu.gradAlpha(placed(subject, x), options)[0];
    };
    expect(sum([1, 0, -0, 3], [Infinity, Infinity, Infinity, 5])).toBe(0);
    expect(sum([1, -2, 3], [7, 5, 9])).toBe(-10);
    expect(sum([1, 2], [NaN, 0])).toBeNaN();
    expect(sum([NaN, 2], [0, 0])).toBeNaN();
    expect(sum([-1, -1], [Infinity, -Infinity])).toBeNaN();
    expect(sum([-Infinity, 1], [2, 0])).toBe(-Infinity);
    expect(api.prelu.gradAlpha([], { channels: 2, dy: [] })).toEqual(new Float32Array(2));
  });
});
