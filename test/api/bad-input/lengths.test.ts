/** out and dy of another length than x, and an out that overlaps an input in part: a RangeError. */
import { describe, expect, test } from 'vitest';
import { arrayArguments, functions } from '../../support/functions.js';
import { refused } from '../../support/refused.js';
import { subjects } from '../../support/subjects.js';

const CANARY = 12345;

describe.each(subjects)('$name', (subject) => {
  const room = subject.array(400).fill(CANARY);
  const away = subject.array(400).fill(CANARY);

  describe.each(functions)('$fn', (callee) => {
    const { fn, isGrad } = callee;
    const others = arrayArguments(callee).filter((argument) => argument !== 'x');
    const good = (length: number) => ({
      x: away.subarray(0, length),
      out: away.subarray(200, 200 + length),
      ...(isGrad && { dy: away.subarray(100, 100 + length) }),
    });

    test.each(others)('%s of another length', (argument) => {
      for (const [length, wrong] of [
        [0, 1],
        [1, 0],
        [4, 3],
        [4, 5],
        [40, 39],
        [40, 80],
      ]) {
        const { x, ...options } = { ...good(length), [argument]: room.subarray(0, wrong) };
        const message = `${fn}: ${argument}.length must be that of x, ${length}, got ${wrong}`;
        refused(() => callee.call(subject.api, x, options), RangeError, message, [room, away]);
      }
    });

    test('dy and out of another length than a plain array x', () => {
      for (const argument of others) {
        const message = `${fn}: ${argument}.length must be that of x, 3, got 2`;
        const options = { [argument]: room.subarray(0, 2) };
        refused(() => callee.call(subject.api, [1, 2, 3], options), RangeError, message, [room]);
      }
    });

    const inputs = arrayArguments(callee).filter((argument) => argument !== 'out');
    test.each(inputs)('out overlaps %s in part', (argument) => {
      for (const length of [2, 3, 17, 100]) {
        for (const distance of [1, 2, 4, length - 1].filter((elements) => elements < length)) {
          for (const elements of [distance, -distance]) {
            const out = room.subarray(150 + elements, 150 + elements + length);
            const { x, ...options } = { ...good(length), [argument]: room.subarray(150, 150 + length), out };
            const received = `one that begins ${4 * elements} bytes from it`;
            const message = `${fn}: out must be exactly ${argument}, or apart from it, got ${received}`;
            refused(() => callee.call(subject.api, x, options), RangeError, message, [room, away]);
          }
        }
      }
    });

    test.each(inputs)('out right beside %s is no overlap', (argument) => {
      for (const length of [1, 3, 40]) {
        for (const elements of [length, -length]) {
          const out = room.subarray(150 + elements, 150 + elements + length);
          const { x, ...options } = { ...good(length), [argument]: room.subarray(150, 150 + length), out };
          expect(callee.call(subject.api, x, options)).toBe(out);
        }
      }
      room.fill(CANARY);
    });
  });
});

test('x and dy, which are only read, may overlap', () => {
  for (const { api, array } of subjects) {
    const room = array(40).fill(1);
    expect(api.relu.grad(room.subarray(0, 30), { dy: room.subarray(5, 35) })).toEqual(new Float32Array(30).fill(1));
  }
});
