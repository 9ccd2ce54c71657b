/**
 * The results that the C reference computed (test/golden/README.md), on every backend: the hardest inputs one by one, every
 * exponent's edges and a sample of all inputs by their hashes. `npm run test:exhaustive` takes all inputs.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LEAST_TO_SPLIT } from '../../build/modules/parallel/split.js';
import { type Name, names } from '../../tools/specs.js';
import { createFixture, type Fixture } from '../parallel/support.js';
import { fromBits, same } from '../support/bits.js';
import { activationOf } from '../support/calls.js';
import { everyNth, exponentEdges, SAMPLE_STRIDE, withOneNaN } from '../support/inputs.js';
import { backends, subjects } from '../support/subjects.js';

function golden<T>(file: string): Record<string, T> {
  return JSON.parse(readFileSync(new URL(`../golden/${file}.json`, import.meta.url), 'utf8'));
}

/** x, f(x). */
const hardest = golden<[string, string][]>('hardest');
/** x, the result, the correct result: the few inputs that are known to be misrounded. */
const misrounded = golden<[string, string, string][]>('misrounded');
const hashes = golden<{ edges: string; stride: string }>('sample');

const functions = names.flatMap((name) => [
  { written: name, name, isGrad: false },
  { written: `${name}.grad`, name, isGrad: true },
]);
type Function = (typeof functions)[number];

/** `f` or `f'` as an instance has it. */
function callOf(api: object, { name, isGrad }: { name: Name; isGrad: boolean }) {
  const activation = activationOf(api, name);
  return isGrad ? activation.grad : activation;
}

function floats(hex: readonly string[]): Float32Array {
  return fromBits(Uint32Array.from(hex, (bits) => Number.parseInt(bits, 16)));
}

/** The inputs that are hardest to round, and what comes out. */
function hardestOf(written: string) {
  const known = new Map((misrounded[written] ?? []).map(([x, given]) => [x, given]));
  const pairs = hardest[written];
  return { x: floats(pairs.map(([x]) => x)), y: floats(pairs.map(([x, y]) => known.get(x) ?? y)) };
}

test('there are golden results for every function, and for no other', () => {
  const written = functions.map((one) => one.written);
  for (const results of [hardest, hashes]) {
    expect(
      written.filter((name) => !(name in results)),
      'missing',
    ).toEqual([]);
    expect(
      Object.keys(results).filter((name) => !written.includes(name)),
      'superfluous',
    ).toEqual([]);
  }
  expect(written).toEqual(expect.arrayContaining(Object.keys(misrounded)));
});

const rounded = functions.filter(({ written }) => hardest[written]?.length > 0);

describe('the inputs closest to a rounding boundary', () => {
  describe.each(subjects)('$name', (subject) => {
    test.each(rounded)('$written', (one: Function) => {
      const { x: inputs, y } = hardestOf(one.written);
      const x = subject.array(inputs.length);
      const out = subject.array(inputs.length);
      x.set(inputs);
      callOf(subject.api, one)(x, { out });
      same(out, y, () => one.written, { x });
    });
  });

  describe('threads', () => {
    const length = 2 * LEAST_TO_SPLIT; // every function is split there
    let fixture: Fixture;
    beforeAll(async () => {
      fixture = await createFixture({ threads: 2, memoryBytes: 2 ** 24 });
    });
    afterAll(() => fixture.act.dispose());

    test('every function', async () => {
      const [x, out] = [fixture.act.alloc(length), fixture.act.alloc(length)];
      for (const one of rounded) {
        const { x: inputs, y } = hardestOf(one.written);
        const repeated = (values: Float32Array) => Float32Array.from({ length }, (_, i) => values[i % values.length]);
        x.set(repeated(inputs));
        await callOf(fixture.act, one)(x, { out });
        same(out, repeated(y), () => one.written, { x });
      }
    });
  });
});

describe.each(backends)('$name: hashes of what the reference gives', (subject) => {
  const samples = { edges: exponentEdges(), stride: everyNth(SAMPLE_STRIDE) };

  test.each(functions)('$written', (one: Function) => {
    const actual = Object.entries(samples).map(([sample, inputs]) => {
      const bits = withOneNaN(callOf(subject.api, one)(inputs));
      return [sample, createHash('sha256').update(bits).digest('hex').slice(0, 16)];
    });
    expect(Object.fromEntries(actual)).toEqual(hashes[one.written]);
  });
});

test('docs/accuracy.md has the number of inputs that are misrounded', () => {
  const text = readFileSync(new URL('../../docs/accuracy.md', import.meta.url), 'utf8');
  expect(text).toContain(`except for ${Object.values(misrounded).flat().length} inputs in all`);
});
