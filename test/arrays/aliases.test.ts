/** out may be exactly an input: the same array, or another view of the same bytes. */
import { describe, expect, test } from 'vitest';
import { same } from '../support/bits.js';
import { calls } from '../support/calls.js';
import { mixture } from '../support/inputs.js';
import { subjects } from '../support/subjects.js';
import { thorough } from '../support/thorough.js';
import { LENGTHS } from '../support/tiling.js';

const longest = Math.max(...LENGTHS);
const inputs = { x: mixture(longest, 3), dy: mixture(longest, 4) };

function again(array: Float32Array): Float32Array {
  return new Float32Array(array.buffer, array.byteOffset, array.length);
}

const ways = [
  { way: 'out === x', aliased: 'x', view: (array: Float32Array) => array },
  { way: 'out over the bytes of x', aliased: 'x', view: again },
  { way: 'out === dy', aliased: 'dy', view: (array: Float32Array) => array },
  { way: 'out over the bytes of dy', aliased: 'dy', view: again },
] as const;

// Twins, tiles and kernels in place: what other memories add is in test/arrays/memory.
describe.each(thorough(subjects, subjects.slice(0, 3)))('$name', (subject) => {
  const room = { x: subject.array(longest), dy: subject.array(longest) };

  describe.each(calls)('$name', (call) => {
    const expected = call.expected(inputs.x, inputs.dy);

    test.each(ways.filter(({ aliased }) => call.takesDy || aliased === 'x'))('$way', ({ aliased, view }) => {
      for (const length of LENGTHS) {
        const x = room.x.subarray(0, length);
        const dy = room.dy.subarray(0, length);
        x.set(inputs.x.subarray(0, length));
        dy.set(inputs.dy.subarray(0, length));
        const out = view({ x, dy }[aliased]);
        expect(call.run(subject.api, x, dy, out)).toBe(out);
        same(out, expected.subarray(0, length), () => `length ${length}`);
      }
    });

    test('x === dy', () => {
      room.x.set(inputs.x);
      const out = subject.array(longest);
      call.run(subject.api, room.x, room.x, out);
      same(out, call.expected(inputs.x, inputs.x), () => 'x === dy', { x: room.x });
    });

    test('without out: a new array each time, the inputs untouched', () => {
      room.x.set(inputs.x);
      room.dy.set(inputs.dy);
      const first = call.run(subject.api, room.x, room.dy);
      const second = call.run(subject.api, room.x, room.dy);
      expect(first.buffer).not.toBe(second.buffer);
      same(first, expected, () => 'first');
      same(second, expected, () => 'second');
      same(room.x, inputs.x, () => 'x');
      same(room.dy, inputs.dy, () => 'dy');
    });
  });
});
