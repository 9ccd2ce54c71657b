import { describe, expect, it } from 'vitest';
import { differences } from '../../bench/page/work/bits.js';
import { Fingerprint } from '../../bench/page/work/fingerprint.js';

function floats(...bits: number[]): Float32Array {
  return new Float32Array(Uint32Array.from(bits).buffer);
}

function fingerprint(...arrays: Float32Array[]): string {
  const sum = new Fingerprint();
  for (const array of arrays) sum.add(array);
  return sum.toString();
}

const ONE = 0x3f800000;
const NAN = 0x7fc00000;
/** Zeros of both signs, neighbours, a NaN and a number. */
const DIFFERENT = [
  [0, 0x80000000],
  [ONE, ONE + 1],
  [NAN, ONE],
];

describe('what the check of the page sees', () => {
  it('one bit of difference', () => {
    for (const [a, b] of DIFFERENT) {
      expect(differences(floats(0, a), floats(0, b))).toEqual([1]);
      expect(fingerprint(floats(0, a))).not.toBe(fingerprint(floats(0, b)));
    }
  });

  it('two signs that differ, which a plain sum would cancel', () => {
    expect(fingerprint(floats(ONE, ONE))).not.toBe(fingerprint(floats(0xbf800000, 0xbf800000)));
  });

  it('no difference between NaNs', () => {
    const [a, b] = [floats(NAN, 0x7f800001), floats(0xffc00000, 0xffffffff)];
    expect(differences(a, b)).toEqual([]);
    expect(fingerprint(a)).toBe(fingerprint(b));
  });

  it('the order of results, but not where one array of them ends', () => {
    expect(fingerprint(floats(0, ONE))).not.toBe(fingerprint(floats(ONE, 0)));
    expect(fingerprint(floats(0), floats(ONE))).toBe(fingerprint(floats(0, ONE)));
  });
});
