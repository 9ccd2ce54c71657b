/** softmax and logSoftmax over an axis with others behind it: the bits of transposing, calling, and transposing back. */
import { describe, expect, test } from 'vitest';
import { same } from '../support/bits.js';
import { mixture } from '../support/inputs.js';
import { subjects } from '../support/subjects.js';

/** Elements of a row, rows that lie side by side, how often. Odd ones, and more than the scratch tiles hold. */
const SHAPES = [
  [1, 2, 3],
  [5, 3, 2],
  [3, 2, 4],
  [16, 16, 3],
  [7, 33, 2],
  [4, 2051, 1],
  [2049, 2, 1],
  [2050, 3, 1],
] as const;

/** Element j of each row, by the order in which rows are contiguous. */
function order(size: number, inner: number, length: number): number[] {
  const indices: number[] = [];
  for (let unit = 0; unit < length; unit += size * inner) {
    for (let q = 0; q < inner; q++) for (let j = 0; j < size; j++) indices.push(unit + j * inner + q);
  }
  return indices;
}

const { api: js } = subjects[0];

describe.each(subjects)('$name', ({ api, array }) => {
  describe.each(['softmax', 'logSoftmax'] as const)('%s', (name) => {
    test.each(SHAPES)('rows of %d, %d side by side, %d times', (size, inner, outer) => {
      const length = size * inner * outer;
      const indices = order(size, inner, length);
      // Finite, but for a few rows: one NaN or Infinity makes a whole row NaN.
      const values = mixture(length, 3).map((v, i) => (Number.isFinite(v) || i % 61 === 0 ? v : -1));
      const above = mixture(length, 4).map((v) => (Number.isFinite(v) ? v : 2));
      const [x, dy, out] = [array(length + 1).subarray(1), array(length), array(length)];
      const gathered = (from: Float32Array) => Float32Array.from(indices, (i) => from[i]);
      const scattered = (from: Float32Array) => {
        const to = new Float32Array(length);
        indices.forEach((i, k) => {
          to[i] = from[k];
        });
        return to;
      };
      const expected = scattered(js[name](gathered(values), { size }));
      const expectedGrad = scattered(js[name].grad(gathered(values), { size, dy: gathered(above) }));

      x.set(values);
      dy.set(above);
      expect(api[name](x, { size, inner, out })).toBe(out);
      same(out, expected, () => 'out of place', { x: values });
      same(api[name].grad(x, { size, inner, dy, out }), expectedGrad, () => 'gradient', { x: values });
      if (outer === 1) same(api[name](x, { inner }), expected, () => 'without a size');
      api[name].grad(x, { size, inner, dy, out: dy });
      same(dy, expectedGrad, () => 'gradient in place of dy');
      api[name](x, { size, inner, out: x });
      same(x, expected, () => 'in place');
    });
  });

  test('refuses what does not fit', () => {
    const x = array(12);
    expect(() => api.softmax(x, { inner: 5 })).toThrow(
      new RangeError('softmax: inner must be a divisor of x.length, 12, got 5'),
    );
    expect(() => api.softmax(x, { size: 4, inner: 6 })).toThrow(
      new RangeError('softmax: x.length must be a multiple of size * inner, 24, got 12'),
    );
    expect(() => api.logSoftmax.grad(x, { dy: x, inner: 0 })).toThrow(
      new RangeError('logSoftmax.grad: inner must be an integer from 1 to 9007199254740991, got 0'),
    );
    expect(api.softmax([], { inner: 3 })).toEqual(new Float32Array(0));
  });
});
