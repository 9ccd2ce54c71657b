/** Neighbouring results never go the wrong way: each function rises, or falls down to its minimum and rises from there. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Name, names } from '../../tools/specs.js';
import { fromBits } from '../support/bits.js';
import { activationOf } from '../support/calls.js';
import { backends, type Subject } from '../support/subjects.js';
import { thorough } from '../support/thorough.js';

/** Where a function has its minimum; the others rise everywhere. `tools/fit/fit.py roots` prints these roots of f'. */
const MINIMA: Partial<Record<Name, number>> = {
  gelu: -0.7517915246935645,
  geluTanh: -0.7524614220710162,
  hardSwish: -1.5,
  mish: -1.1924312145154952,
  silu: -1.278464542761074,
};

/** Of 2^32 bit patterns those that are numbers, by their order: 0 is -Infinity, the last is Infinity. */
const HALF = 0x7f800001;
const COUNT = 2 * HALF;
const bitsAt = (rank: number) => (rank < HALF ? 0xff800000 - rank : rank - HALF);
const rankOf = (bits: number) => (bits >= 0x80000000 ? 0xff800000 - bits : bits + HALF);

/** A run of inputs by their ranks: `length` of them, `step` apart. */
function run(first: number, length: number, step = 1): Float32Array {
  return fromBits(Uint32Array.from({ length }, (_, i) => bitsAt(Math.min(Math.max(first + i * step, 0), COUNT - 1))));
}

/** A prime: 2^32 / 4,099 is 1,047,807. */
const STRIDE = 4_099;
const ofAll = run(0, Math.ceil(COUNT / STRIDE), STRIDE);

/** Neighbours around every power of two, of either sign. */
const POWERS = 277; // 2^-149 to 2^127
const AROUND = 64;
const aroundPowers = Array.from({ length: 2 * POWERS }, (_, i) => {
  const [power] = new Uint32Array(Float32Array.of((i % 2 === 0 ? 1 : -1) * 2 ** ((i >> 1) - 149)).buffer);
  return run(rankOf(power) - AROUND, 2 * AROUND);
});

/** Neighbours around the inputs that are hardest to round, and around the minimum. */
const hardest: Record<string, [string, string][]> = JSON.parse(
  readFileSync(new URL('../golden/hardest.json', import.meta.url), 'utf8'),
);
function aroundHardest(name: Name): Float32Array[] {
  return (hardest[name] ?? []).map(([x]) => run(rankOf(Number.parseInt(x, 16)) - AROUND, 2 * AROUND));
}

/** Longer runs where functions bend: 2^13 neighbours from each of these on, downwards for the negative. */
const LONG = 2 ** 13;
const bends = [0.001, 0.125, 0.5, 0.75, 1, 1.19, 1.278, 1.5, 3, 6, 9, 17, 88, 104].flatMap((value) =>
  [value, -value].map((x) => run(rankOf(new Uint32Array(Float32Array.of(x).buffer)[0]) - LONG / 2, LONG)),
);

function check({ api }: Subject, name: Name, x: Float32Array): void {
  const minimum = MINIMA[name] ?? Number.NEGATIVE_INFINITY;
  const y = activationOf(api, name)(x);
  for (let i = 1; i < x.length; i++) {
    const isRight = x[i] <= minimum ? y[i] <= y[i - 1] : x[i - 1] < minimum || y[i] >= y[i - 1];
    if (!isRight) throw new Error(`${name}(${x[i - 1]}) is ${y[i - 1]}, ${name}(${x[i]}) is ${y[i]}`);
  }
}

test('the inputs of a run are in order', () => {
  expect(Array.from(run(0, 2))).toEqual([Number.NEGATIVE_INFINITY, -(2 ** 128 - 2 ** 104)]);
  expect(Array.from(run(HALF - 2, 4))).toEqual([-(2 ** -149), -0, 0, 2 ** -149]);
  expect(ofAll[ofAll.length - 1]).toBeGreaterThan(1e38);
});

// Both backends give the same bits, which other tests see.
describe.each(thorough(backends, backends.slice(1)))('$name', (subject) => {
  test.each(names)('%s', (name) => {
    for (const x of [ofAll, ...aroundPowers, ...bends, ...aroundHardest(name)]) check(subject, name, x);
  });
});
