/** x, dy and out of a wrong kind: a TypeError that names the function, the argument, what it must be and what came. */
import { describe, test } from 'vitest';
import { arrayArguments, functions } from '../../support/functions.js';
import { refused } from '../../support/refused.js';
import { subjects } from '../../support/subjects.js';

const LENGTH = 40;
const filled = (array: { fill(value: number): unknown }) => array.fill(12345);

/** What came, as the message calls it. */
const wrong: readonly (readonly [received: string, value: unknown])[] = [
  ['Float64Array of length 40', filled(new Float64Array(LENGTH))],
  ['Int32Array of length 40', filled(new Int32Array(LENGTH))],
  ['Uint8ClampedArray of length 40', filled(new Uint8ClampedArray(LENGTH))],
  ['BigInt64Array of length 40', new BigInt64Array(LENGTH)],
  ['DataView', new DataView(new ArrayBuffer(4 * LENGTH))],
  ['ArrayBuffer', new ArrayBuffer(4 * LENGTH)],
  ['the string "1, 2"', '1, 2'],
  [`the string "${'x'.repeat(40)}"`, 'x'.repeat(400)],
  ['null', null],
  ['1', 1],
  ['NaN', Number.NaN],
  ['true', true],
  ['the bigint 1', 1n],
  ['Symbol(x)', Symbol('x')],
  ['a function', () => []],
  ['Object', {}],
  ['Object', { length: LENGTH }],
  ['Set', new Set([1, 2])],
  // By its tag a Float32Array. Objects that inherit from one, or a Proxy of one, throw when their length is read.
  ['Float32Array', { [Symbol.toStringTag]: 'Float32Array' }],
  ['Object', Object.create(Float32Array.prototype)],
  ['Object', new Proxy(new Float32Array(LENGTH), {})],
];

/** Plain arrays: the element that is no number, and what it is. */
const sparse: number[] = new Array(LENGTH).fill(1);
sparse.length = LENGTH + 1;
const wrongElements: readonly (readonly [element: number, received: string, value: unknown[]])[] = [
  [LENGTH, 'undefined', sparse],
  [1, 'the string "2"', [1, '2', 3]],
  [0, 'null', [null]],
  [0, 'undefined', [undefined]],
  [2, 'the bigint 3', [1, 2, 3n]],
  [0, 'true', [true]],
  [0, 'Array of length 2', [[1, 2]]],
  [1, 'Object', [0, {}]],
];

describe.each(subjects)('$name', (subject) => {
  const good = { x: subject.array(LENGTH), dy: subject.array(LENGTH), out: subject.array(LENGTH) };
  for (const array of Object.values(good)) filled(array);

  describe.each(functions)('$fn', (callee) => {
    const refuses = (given: Partial<Record<'x' | 'dy' | 'out', unknown>>, message: string) => {
      const { x, ...options } = { x: good.x, out: good.out, ...given };
      const watched = Object.values({ ...good, ...given }).filter(ArrayBuffer.isView);
      refused(() => callee.call(subject.api, x, options), TypeError, message, watched);
    };

    test.each(arrayArguments(callee))('%s', (argument) => {
      const expected = argument === 'out' ? 'a Float32Array' : 'a Float32Array or an array of numbers';
      for (const [received, value] of wrong) {
        refuses({ [argument]: value }, `${callee.fn}: ${argument} must be ${expected}, got ${received}`);
      }
    });

    test.each(arrayArguments(callee).filter((argument) => argument !== 'out'))('%s, a plain array', (argument) => {
      for (const [element, received, value] of wrongElements) {
        refuses({ [argument]: value }, `${callee.fn}: ${argument}[${element}] must be a number, got ${received}`);
      }
    });

    test('out, a plain array', () => {
      const out = [1, 2, 3];
      refuses({ out }, `${callee.fn}: out must be a Float32Array, got Array of length 3`);
    });

    test('nothing at all', () => {
      const message = `${callee.fn}: x must be a Float32Array or an array of numbers, got undefined`;
      refused(() => callee.call(subject.api), TypeError, message);
    });
  });
});
