/** Every mistake with every argument of every function: an error that names them, before anything is written. */
import { describe, expect, test } from 'vitest';
import { same } from '../../support/bits.js';
import { arrayArguments, CANARY, CHANNELS, functions, placesOf, rightArguments } from '../../support/functions.js';
import { refused } from '../../support/refused.js';
import { backends, subjects } from '../../support/subjects.js';
import { thorough } from '../../support/thorough.js';
import { argumentsOf, LENGTH, mistakesIn } from './mistakes.js';

/** Beside the arguments of a call there is enough to begin before an array and to end behind it. */
const ALL = 300;

test.each(functions)('the table has every option of $fn', (callee) => {
  const places = placesOf((length) => new Float32Array(length), ALL);
  const { x, ...right } = rightArguments(callee, places, LENGTH);
  const options = Object.keys(callee.takes).slice(1);
  const message = `${callee.fn}: unknown option "?", expected ${options.join(', ')}`;
  refused(() => callee.call(subjects[0].api, x, { ...right, '?': 1 }), TypeError, message);
});

// The checks are the same code wherever the arrays lie.
describe.each(thorough(subjects, backends))('$name', (subject) => {
  const places = placesOf(subject.array, ALL);

  describe.each(functions)('$fn', (callee) => {
    const mistakes = mistakesIn(callee, places);

    test.each([...new Set(mistakes.map(({ argument }) => argument))])('%s', (argument) => {
      for (const mistake of mistakes) {
        if (mistake.argument !== argument) continue;
        const { args, watched } = argumentsOf(callee, places, mistake);
        refused(() => callee.call(subject.api, ...args), mistake.error, `${callee.fn}: ${mistake.message}`, watched);
      }
    });

    test('inner is 1, kink right and out a new array where they are left out', () => {
      for (const [seed, array] of Object.values(places).entries()) {
        array.forEach((_, i) => {
          array[i] = Math.sin(seed + i);
        });
      }
      const { x, ...right } = rightArguments(callee, places, LENGTH);
      // Operands of channels, since `inner` does not count for others.
      for (const name of ['bias', 'times', 'alpha']) {
        if (name in right && callee.takes[name] !== 'number') right[name] = places[name].subarray(0, CHANNELS);
      }
      const { out: _out, ...given } = right;
      const { inner: _inner, kink: _kink, ...left } = given;
      const [expected, found] = [given, left].map((options) => callee.call(subject.api, x, options) as Float32Array);
      same(found, expected, () => callee.fn);
      expect(found).not.toBe(x);
      for (const array of Object.values(places)) array.fill(CANARY);
    });

    test('arrays that are merely empty, and an out right beside an input, are no mistakes', () => {
      const count = 'channels' in callee.takes ? CHANNELS : 0;
      const { x: empty, alpha, bias: _bias, times: _times, size: _size, ...others } = rightArguments(callee, places, 0);
      const options = { ...others, ...(alpha !== undefined && { alpha: [1] }) };
      const out = callee.call(subject.api, empty, options);
      expect(out).toBe(others.out);
      expect(callee.call(subject.api, [], { ...options, out: undefined })).toEqual(new Float32Array(count));

      for (const argument of arrayArguments(callee)) {
        if (argument === 'out') continue;
        const { x, ...right } = rightArguments(callee, places, LENGTH);
        const outLength = (right.out as Float32Array).length;
        for (const start of [100 + LENGTH, 100 - outLength]) {
          const out = places[argument].subarray(start, start + outLength);
          const { x: own, ...given } = { x, ...right, [argument]: places[argument].subarray(100, 100 + LENGTH), out };
          expect(callee.call(subject.api, own, given)).toBe(out);
        }
      }
      for (const array of Object.values(places)) array.fill(CANARY);
    });
  });
});

test('x and dy, which are only read, may overlap', () => {
  for (const { api, array } of subjects) {
    const room = array(40).fill(1);
    expect(api.relu.grad(room.subarray(0, 30), { dy: room.subarray(5, 35) })).toEqual(new Float32Array(30).fill(1));
  }
});
