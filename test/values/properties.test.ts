/** Arbitrary bits, lengths, places, parameters and options, against the definition. */
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { type Name, names, type Parameters } from '../../tools/specs.js';
import { fromBits, same } from '../support/bits.js';
import { callsWith, specOf, taken } from '../support/calls.js';
import { type Subject, subjects } from '../support/subjects.js';

const MOST = 300;
const MOST_OFFSET = 20;

/** What float32 holds once it is rounded: parameters must be finite there. */
const parameter = fc.double({ noNaN: true }).filter((value) => Number.isFinite(Math.fround(value)));

/** Any that the function takes; of those that compute in float64 the ones that its row tries, for which it is accurate. */
function parametersOf(name: Name): fc.Arbitrary<Parameters> {
  const { parameters, precision, sweep, isValid = () => true } = specOf(name);
  if (precision === 'float64') return fc.constantFrom(...sweep);
  return fc
    .record(Object.fromEntries(Object.keys(parameters).map((key) => [key, parameter])))
    .filter((given) => isValid(taken(name, given)));
}

const cases = fc.constantFrom(...names).chain((name) =>
  fc.record({
    name: fc.constant(name),
    parameters: parametersOf(name),
    which: fc.nat({ max: callsWith(name, specOf(name).parameters).length - 1 }),
    pairs: fc.array(fc.tuple(fc.integer({ max: 2 ** 32 - 1, min: 0 }), fc.integer({ max: 2 ** 32 - 1, min: 0 })), {
      maxLength: MOST,
      size: 'max',
    }),
    offsets: fc.record({ x: fc.nat(MOST_OFFSET), dy: fc.nat(MOST_OFFSET), out: fc.nat(MOST_OFFSET) }),
    inside: fc.record({ x: fc.boolean(), dy: fc.boolean(), out: fc.boolean() }),
    target: fc.constantFrom('new', 'x', 'dy', 'out'),
  }),
);

function roomsOf(subject: Subject) {
  const rooms = () => ({
    inside: subject.array(MOST + MOST_OFFSET),
    outside: new Float32Array(MOST + MOST_OFFSET),
  });
  return { x: rooms(), dy: rooms(), out: rooms() };
}

describe.each(subjects)('$name', (subject) => {
  const room = roomsOf(subject);

  test('any call gives what the definition says', () => {
    fc.assert(
      fc.property(cases, ({ name, parameters, which, pairs, offsets, inside, target }) => {
        const piece = (key: keyof typeof room) =>
          room[key][inside[key] ? 'inside' : 'outside'].subarray(offsets[key], offsets[key] + pairs.length);
        const [x, dy, out] = [piece('x'), piece('dy'), piece('out')];
        x.set(fromBits(Uint32Array.from(pairs, ([bits]) => bits)));
        dy.set(fromBits(Uint32Array.from(pairs, ([, bits]) => bits)));
        out.fill(12345);

        const call = callsWith(name, parameters)[which];
        const expected = call.expected(x, dy);
        const inputs = { x: x.slice(), dy: dy.slice() };
        const actual = call.run(subject.api, x, dy, { new: undefined, x, dy, out }[target]);
        same(actual, expected, () => call.name, inputs);
      }),
      { numRuns: 500 },
    );
  });
});
