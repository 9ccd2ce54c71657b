import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definitionOf } from '../../build/modules/calls/activation.js';
import { createActivations } from '../../build/modules/index.js';
import { LEAST_TO_SPLIT } from '../../build/modules/parallel/split.js';
import { thorough } from '../support/thorough.js';
import { createFixture, type Fixture, type Name, names, ops } from './support.js';

/** The length from which on a function is split. */
const splitLength = (name: Name) => Math.ceil(LEAST_TO_SPLIT / definitionOf(ops[name]).cost);
const MOST = 2 * LEAST_TO_SPLIT;
const THREADS = [1, 2, 3, 4, 5, 6, 7, 8];
const PLACES = ['in place', 'out of place', 'outside'] as const;

const one = createActivations();
let fixtures: Fixture[];

beforeAll(async () => {
  fixtures = await Promise.all(THREADS.map((threads) => createFixture({ threads, memoryBytes: 2 ** 28 })));
});
afterAll(async () => {
  await Promise.all(fixtures.map(({ act }) => act.dispose()));
});

const bits = (array: Float32Array) => new Uint32Array(array.buffer, array.byteOffset, array.length);

/** The bits, with one NaN for all: which one an operation gives is the engine's choice. */
function comparable(array: Float32Array): Buffer {
  return Buffer.from(array.map((value) => (Number.isNaN(value) ? Number.NaN : value)).buffer);
}

/** Any bits at all: quiet and signalling NaNs, subnormals, infinities. */
function anyFloats(length: number, seed: number): Float32Array {
  let state = seed | 1;
  const words = Uint32Array.from({ length }, () => {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    return state;
  });
  return new Float32Array(words.buffer);
}

describe.each(names)('%s', (name) => {
  /** Forward, gradient, gradient with dy. */
  const kinds = [
    (act: typeof one, x: Float32Array, _dy: Float32Array, out: Float32Array) => act[name](x, { out }),
    (act: typeof one, x: Float32Array, _dy: Float32Array, out: Float32Array) => act[name].grad(x, { out }),
    (act: typeof one, x: Float32Array, dy: Float32Array, out: Float32Array) => act[name].grad(x, { dy, out }),
  ];

  test('gives the same bits on any number of threads, at any length and alignment, wherever the arrays are', async () => {
    const arenas = fixtures.map(({ act }) => [0, 1, 2].map(() => act.alloc(MOST + 64)));
    const spare = fixtures.map(({ act }) => act.alloc(MOST));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.nat(1000),
          fc.nat(Math.ceil(1.5 * splitLength(name))),
          fc.nat(splitLength(name) >> 1).map((n) => n + splitLength(name)),
        ),
        fc.nat(THREADS.length - 1),
        fc.tuple(fc.nat(31), fc.nat(31), fc.nat(31)),
        fc.constantFrom(...PLACES),
        fc.constantFrom(...kinds),
        fc.integer(),
        async (length, which, offsets, place, kind, seed) => {
          const values = [anyFloats(length, seed), anyFloats(length, seed + 1)];
          const expected = kind(one, values[0], values[1], new Float32Array(length)) as Float32Array;
          const [x, dy, other] = arenas[which].map((arena, i) =>
            place === 'outside' ? new Float32Array(length) : arena.subarray(offsets[i], offsets[i] + length),
          );
          bits(x).set(bits(values[0]));
          bits(dy).set(bits(values[1]));
          const out = place === 'in place' ? x : other;
          // Calls in a row wake the workers, so that this one is split.
          for (let i = 0; i < 3; i++) await fixtures[which].act.relu(spare[which], { out: spare[which] });
          // The parallel functions take what the synchronous ones take.
          expect(await kind(fixtures[which].act as unknown as typeof one, x, dy, out)).toBe(out);
          expect(comparable(out).equals(comparable(expected))).toBe(true);
        },
      ),
      { numRuns: thorough(60, 8) },
    );
  });
});

test('every activation is there, with its gradient', () => {
  expect(names).toEqual(Object.keys(ops));
  for (const name of names) expect(typeof fixtures[0].act[name].grad).toBe('function');
});
