/** channelSums: within its bound of the exact sum, one order on every backend. */
import { describe, expect, test } from 'vitest';
import { createActivations } from '../../src/index.js';
import { same } from '../support/bits.js';
import { exact, ulpsOff } from '../support/exact.js';
import { subjects } from '../support/subjects.js';

/** Channels, elements of a channel that follow each other, how often. */
const SHAPES = [
  [1, 1, 77],
  [3, 1, 40],
  [5, 1, 21],
  [64, 1, 70],
  [1, 50, 2],
  [3, 2, 5],
  [4, 35, 3],
  [2, 67, 30],
  [5000, 1, 2],
] as const;

describe.each(subjects)('$name', ({ api, array }) => {
  test.each(SHAPES)('%d channels of %d, %d times', (channels, inner, times) => {
    const length = channels * inner * times;
    const x = array(length + 1).subarray(1);
    for (let i = 0; i < length; i++) x[i] = Math.sin(i * 12.9898) + 1.25;
    const out = array(channels);
    expect(api.channelSums(x, { channels, inner, out })).toBe(out);
    same(api.channelSums(Array.from(x), { channels, inner }), out, () => 'a plain array, a new result');
    same(subjects[0].api.channelSums(x, { channels, inner }), out, () => 'the twin');
    for (let channel = 0; channel < channels; channel += Math.ceil(channels / 6)) {
      let sum = 0n;
      x.forEach((value, i) => {
        if (Math.floor(i / inner) % channels === channel) sum += exact(value);
      });
      expect(ulpsOff(out[channel], sum), `channel ${channel}: ${out[channel]}`).toBeLessThanOrEqual(0.501);
    }
  });

  test('special values', () => {
    const sum = (...x: number[]) => api.channelSums(x, { channels: 1 })[0];
    expect(sum(1, Number.NaN)).toBeNaN();
    expect(sum(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBeNaN();
    expect(sum(Number.NEGATIVE_INFINITY, 1)).toBe(Number.NEGATIVE_INFINITY);
    expect(sum(3e38, 3e38, -3e38)).toBe(Math.fround(3e38)); // in float64, which does not overflow
    expect(api.channelSums([], { channels: 2 })).toEqual(new Float32Array(2));
  });
});

test('nothing behind out is written, whatever number of channels is left after those side by side', () => {
  const { alloc, channelSums } = createActivations({ backend: 'wasm' });
  for (let channels = 1; channels <= 9; channels++) {
    const x = alloc(2 * channels).fill(1);
    const region = alloc(channels + 8).fill(7);
    channelSums(x, { channels, out: region.subarray(0, channels) });
    expect([...region]).toEqual([...Array(channels).fill(2), ...Array(8).fill(7)]);
  }
});
