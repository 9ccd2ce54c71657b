/** Options of a wrong name, kind or number, for every function. */
import { describe, test } from 'vitest';
import { type Callee, functions } from '../../support/functions.js';
import { refused } from '../../support/refused.js';
import { subjects } from '../../support/subjects.js';

/** Every name that is an option of some function, and names that none has. */
const WORDS = [
  ...new Set(['out', 'dy', 'kink', ...functions.flatMap(({ parameters }) => parameters)]),
  ...['Alpha', 'aplha', 'output', 'inPlace', '0', 'length'],
];

function optionsOf({ isGrad, parameters, spec }: Callee): string[] {
  return ['out', ...(isGrad ? ['dy'] : []), ...(isGrad && spec.kinks ? ['kink'] : []), ...parameters];
}

const notObjects: readonly (readonly [received: string, value: unknown])[] = [
  ['null', null],
  ['0.2', 0.2],
  ['the string "left"', 'left'],
  ['true', true],
  ['a function', () => ({})],
  ['Float32Array of length 40', new Float32Array(40)],
  ['Array of length 1', [{}]],
];

const notNumbers: readonly (readonly [received: string, value: unknown])[] = [
  ['null', null],
  ['the string "0.2"', '0.2'],
  ['the bigint 1', 1n],
  ['true', true],
  ['Array of length 1', [0.2]],
  ['Number', Object(0.2)],
  ['Float32Array of length 1', Float32Array.of(0.2)],
];

/** The last two are finite, and round to infinity in float32. */
const notFinite = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e39, -(2 ** 128 - 2 ** 103)];

const notKinks: readonly (readonly [received: string, value: unknown])[] = [
  ['the string "middle"', 'middle'],
  ['the string "Right"', 'Right'],
  ['the string ""', ''],
  ['null', null],
  ['0', 0],
  ['Array of length 1', ['left']],
  ['String', Object('left')],
];

describe.each(subjects)('$name', (subject) => {
  const x = subject.array(40);
  const out = subject.array(40).fill(12345);

  describe.each(functions)('$fn', (callee) => {
    const { fn, isGrad, parameters, spec } = callee;
    const refuses = (options: unknown, error: typeof TypeError | typeof RangeError, message: string | RegExp) => {
      refused(() => callee.call(subject.api, x, options), error, message, [x, out]);
    };

    test('options that are no object', () => {
      for (const [received, value] of notObjects) {
        refuses(value, TypeError, `${fn}: options must be an object, got ${received}`);
      }
    });

    test.each(WORDS.filter((word) => !optionsOf(callee).includes(word)))('%s is no option', (word) => {
      const known = optionsOf(callee).join('|');
      const message = new RegExp(`^${fn}: unknown option "${word}", expected (${known})(, (${known}))*$`);
      for (const value of [0.5, undefined]) refuses({ out, [word]: value }, TypeError, message);
    });

    test.each([...parameters])('%s that is no number', (key) => {
      for (const [received, value] of notNumbers) {
        refuses({ out, [key]: value }, TypeError, `${fn}: ${key} must be a number, got ${received}`);
      }
    });

    test.each([...parameters])('%s that is not finite', (key) => {
      const isFloat32 = spec.precision === 'float32';
      for (const value of isFloat32 ? notFinite : notFinite.slice(0, 3)) {
        const expected = isFloat32 ? 'finite in float32' : 'finite';
        refuses({ out, [key]: value }, RangeError, `${fn}: ${key} must be ${expected}, got ${value}`);
      }
    });

    test.each(spec.refused ?? [])('%o, out of range', (given, message) => {
      refuses({ out, ...given }, RangeError, `${fn}: ${message}`);
    });

    if (!isGrad || !spec.kinks) return;

    test('kink that is none of the words', () => {
      for (const [received, value] of notKinks) {
        refuses({ out, kink: value }, TypeError, `${fn}: kink must be 'right' or 'left' or 'min', got ${received}`);
      }
    });
  });
});
