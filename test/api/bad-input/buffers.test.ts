/** Arrays whose memory is gone: detached, or a view that a resizable buffer shrank below. Both are TypeErrors. */
import { describe, expect, test } from 'vitest';
import { arrayArguments, functions } from '../../support/functions.js';
import { refused } from '../../support/refused.js';
import { resizable } from '../../support/resizable.js';
import { subjects } from '../../support/subjects.js';

const LENGTH = 20;

function detached(): Float32Array {
  const array = new Float32Array(LENGTH);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}

/** A view of fixed length, and one that tracks its buffer's length from an offset; the buffer then ends before both. */
function outOfBounds(tracking: boolean): Float32Array {
  const buffer = resizable(8 * LENGTH, 16 * LENGTH);
  const array = tracking ? new Float32Array(buffer, 4 * LENGTH) : new Float32Array(buffer, 4 * LENGTH, LENGTH);
  buffer.resize(4 * LENGTH - 4);
  return array;
}

const gone = {
  detached,
  'shrunk below a view of fixed length': () => outOfBounds(false),
  'shrunk below a view that tracks the length': () => outOfBounds(true),
};

describe.each(subjects)('$name', (subject) => {
  describe.each(functions)('$fn', (callee) => {
    const arrays = (length: number) => ({
      x: subject.array(length),
      out: subject.array(length).fill(12345),
      ...(callee.isGrad && { dy: subject.array(length) }),
    });

    describe.each(Object.entries(gone))('%s', (_, make) => {
      test.each(arrayArguments(callee))('%s', (argument) => {
        // A length of 0 is what such an array claims.
        for (const length of [LENGTH, 0]) {
          const { x, ...options } = { ...arrays(length), [argument]: make() };
          const expected = argument === 'out' ? 'a Float32Array' : 'a Float32Array or an array of numbers';
          const message = `${callee.fn}: ${argument} must be ${expected}, got one whose buffer is detached, or shrank below it`;
          const watched = argument === 'out' ? [] : [options.out];
          refused(() => callee.call(subject.api, x, options), TypeError, message, watched);
        }
      });
    });

    test('an array that is merely empty is fine', () => {
      const { x, ...options } = arrays(0);
      expect(callee.call(subject.api, x, options)).toBe(options.out);
      expect(callee.call(subject.api, [])).toEqual(new Float32Array(0));
    });
  });
});
