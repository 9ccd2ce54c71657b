/** The tables of specs.ts, on every backend: each value alone, and in arrays that kernels take in vectors. */
import { describe, expect, test } from 'vitest';
import { names } from '../../tools/specs.js';
import { same } from '../support/bits.js';
import { activationOf, kinkOptions, outcome, specOf } from '../support/calls.js';
import { mixture, patternsOf } from '../support/inputs.js';
import { type Subject, subjects } from '../support/subjects.js';

/** Alone it is the tail; 39 are a turn of the unrolled loop, a vector and a tail. */
const LENGTHS = [1, 39];

function filled(subject: Subject, length: number, pattern: Float32Array): Float32Array {
  const array = subject.array(length);
  for (let i = 0; i < length; i++) array.set(pattern, i); // `fill` takes a number, which may change the bits of a NaN
  return array;
}

/** Arrays of either length, of each pattern that `value` stands for. */
function arraysOf(subject: Subject, value: number): Float32Array[] {
  const patterns = patternsOf(value);
  return LENGTHS.flatMap((length) =>
    Array.from(patterns, (_, i) => filled(subject, length, patterns.subarray(i, i + 1))),
  );
}

describe.each(subjects)('$name', (subject) => {
  describe.each(names)('%s', (name) => {
    const { parameters, textbook, values, products } = specOf(name);
    const activation = activationOf(subject.api, name);

    test('gives what the textbook prints', () => {
      const printed = (value: number) => Number(value.toPrecision(6));
      const x = textbook.map(([value]) => value);
      expect(Array.from(activation(x), printed)).toEqual(textbook.map(([, y]) => Number(y)));
      expect(Array.from(activation.grad(x), printed)).toEqual(textbook.map(([, , dydx]) => Number(dydx)));
    });

    test('gives the values of the table', () => {
      for (const [value, y, right, left, given] of values) {
        const options = { ...parameters, ...given };
        for (const x of arraysOf(subject, value)) {
          const all = (result: number) => new Float32Array(x.length).fill(result);
          same(activation(x, options), all(y), () => name, { x });
          for (const [i, side] of kinkOptions(name).entries()) {
            const actual = activation.grad(x, { ...options, ...side });
            same(actual, all(outcome(i, left, right)), () => `${name}.grad, ${side.kink}`, { x });
          }
        }
      }
    });

    test('gives the products of the table', () => {
      for (const [value, factor, right, left, given] of products) {
        for (const x of arraysOf(subject, value)) {
          for (const dy of arraysOf(subject, factor).filter(({ length }) => length === x.length)) {
            // Right and left; what 'min' chooses is checked against the definition (lanes.test.ts).
            for (const [i, side] of kinkOptions(name).slice(0, 2).entries()) {
              const actual = activation.grad(x, { ...parameters, ...given, dy, ...side });
              const expected = new Float32Array(x.length).fill([right, left][i]);
              same(actual, expected, () => `${name}.grad, ${side.kink}`, { x, dy });
            }
          }
        }
      }
    });

    test('takes an option that is undefined, or left out, for its default', () => {
      const x = mixture(1000, 27); // enough to tell a default that is not rounded to float32
      const nothing = Object.fromEntries(Object.keys(parameters).map((key) => [key, undefined]));
      const options = { ...nothing, out: undefined } as object;
      expect(activation(x)).toEqual(activation(x, parameters));
      expect(activation(x, options)).toEqual(activation(x));
      const side = specOf(name).kinks ? { kink: undefined } : {};
      expect(activation.grad(x, { ...options, dy: undefined, ...side })).toEqual(activation.grad(x));
      expect(activation.grad(x)).toEqual(activation.grad(x, { ...parameters, ...kinkOptions(name)[0] }));
    });
  });
});
