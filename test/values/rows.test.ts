/** The functions of rows: values, accuracy, one answer on every backend. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as ops from '../../src/functions/index.js';
import type { Activations, RowActivation } from '../../src/index.js';
import { type RowName, type RowSpec, rowNames, rowSpecs } from '../rowSpecs.js';
import { bitsOf, same } from '../support/bits.js';
import { type Exact, exact, ulpsOff } from '../support/exact.js';
import { mixture, scrambled } from '../support/inputs.js';
import { type Subject, subjects } from '../support/subjects.js';

/** For a loop over the names, where the specs' own types differ. */
const specOf = (name: RowName): RowSpec => rowSpecs[name];
const functionOf = (api: Activations, name: RowName): RowActivation => api[name];

/** A copy of `values` at the subject's kind of place, from an address on that is `offset` elements past an aligned one. */
function placed({ array }: Subject, values: ArrayLike<number>, offset = 0): Float32Array {
  const copy = array(values.length + offset).subarray(offset);
  copy.set(values);
  return copy;
}

test('every function of rows has a spec', () => {
  const rows = Object.entries(ops).flatMap(([name, { kind }]) => (kind === 'rows' ? [name] : []));
  expect(rows.sort()).toEqual([...rowNames].sort());
});

describe.each(subjects)('$name', (subject) => {
  const { api } = subject;

  test.each(rowNames)('%s: the tables', (name) => {
    const f = functionOf(api, name);
    for (const [x, y] of specOf(name).values) {
      same(f(placed(subject, x)), Float32Array.from(y), () => `${name} of ${x}`);
      // As the second of three rows.
      const rows = placed(subject, [...x.map(() => 1), ...x, ...x.map(() => NaN)], 1);
      const found = x.length === 0 ? f(rows) : f(rows, { size: x.length });
      same(found.subarray(x.length, 2 * x.length), Float32Array.from(y), () => `${name} of ${x} among others`);
    }
    for (const [x, dy, dx] of specOf(name).products) {
      const given = placed(subject, dy);
      // No table tells -0 from 0 here: it is the sum of products of either sign.
      const found = f.grad(placed(subject, x), { dy: given }).map((value) => value + 0);
      same(found, Float32Array.from(dx), () => `${name}.grad of ${x}, ${dy}`);
    }
  });
});

/** Rows that try the accuracy, each with its name. */
const ROWS: readonly (readonly [string, readonly number[]])[] = [
  ['one', [3]],
  ['two', [1, 2]],
  ['three', [0.1, -0.2, 0.3]],
  ['a maximum by far', [20, 0, -3, 1]],
  ['a maximum by further', [87, 0, 0.5, -0.25, 1]],
  ['near the end of float32', [0, -100, -101, -102.5, -103.2, -103.9]],
  ['equal maxima', [5, 5, 5, -90, 5, -100, 5]],
  ['maxima that nearly agree', [1, 1 + 2 ** -23, 1 - 2 ** -24, 1]],
  ['huge', [3e38, 3e38, -3e38, 1, 2 ** -149]],
  ['subnormal', [2 ** -149, -(2 ** -149), 2 ** -127, 0]],
  ['of either sign', [1e-8, -1e-8, 0.5, -0.5, 30, -30]],
  ['large, apart by one unit', [2 ** 24, 2 ** 24 - 1, 2 ** 24 - 2, 2 ** 24 - 3, 2 ** 24 - 50]],
  ['many', Array.from(scrambled(67, 1), (_, i) => Math.fround(Math.sin(i * 12.9898) * 8))],
  ['many around 0', Array.from(scrambled(130, 2), (_, i) => Math.fround(Math.sin(i * 78.233) / 8))],
].map(([name, values]) => [name as string, (values as number[]).map(Math.fround)]);

const numbers = (seed: number, length: number) =>
  Array.from({ length }, (_, i) => Math.fround(Math.sin(seed + i * 4.1414) * 3));

/** Within 0.501 ULP of some number that is within `slack` of the exact one. */
function isClose(result: number, truth: Exact, slack: Exact): boolean {
  if (!Number.isFinite(result)) return ulpsOff(result, truth) <= 0.501;
  const off = exact(result) - truth;
  if ((off < 0n ? -off : off) <= slack) return true;
  return ulpsOff(result, off < 0n ? truth - slack : truth + slack) <= 0.501;
}

describe.each(rowNames)('%s', (name) => {
  const { forward, grad, cancels } = specOf(name);
  const f = functionOf(subjects[0].api, name);

  function checkRow(x: readonly number[], dy: readonly number[]) {
    const truth = forward(x);
    f(x).forEach((y, i) => {
      const off = ulpsOff(y, truth[i]);
      expect(off, `element ${i} of ${x}: ${y}`).toBeLessThanOrEqual(0.501);
    });
    const y = rowSpecs.softmax.forward(x);
    const slopes = grad(x, dy);
    f.grad(x, { dy }).forEach((slope, i) => {
      const slack = (cancels(y, i, dy) * BigInt(2 ** 11 + x.length)) >> 54n;
      expect(isClose(slope, slopes[i], slack), `gradient ${i} of ${x}, ${dy}: ${slope}`).toBe(true);
    });
  }

  test.each(ROWS)('within 0.501 ULP of the exact value: %s', (_, x) => {
    checkRow(x, numbers(1, x.length));
    checkRow([...x].reverse(), numbers(2, x.length));
  });

  test('within 0.501 ULP on any row of finite numbers', () => {
    const float = fc.oneof(
      fc.float({ noNaN: true, noDefaultInfinity: true }),
      fc.float({ noNaN: true, noDefaultInfinity: true, min: -128, max: 128 }),
      fc.float({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 }),
    );
    fc.assert(
      fc.property(fc.array(float, { minLength: 1, maxLength: 12 }), fc.nat(1000), (x, seed) =>
        checkRow(x, numbers(seed, x.length)),
      ),
    );
  });

  test('the same bits on every backend and at every place: sizes, alignments, in place, anything in the rows', () => {
    const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 31, 64, 257, 1023, 2048, 2049, 4095, 4096, 4097, 8192, 10_001];
    for (const [i, size] of sizes.entries()) {
      const count = Math.max(2, Math.ceil(5000 / size));
      const length = size * count;
      for (const values of [
        mixture(length, i),
        mixture(length, i).map((v) => (Number.isFinite(v) ? v : 0)),
        scrambled(length, i),
      ]) {
        const dys = mixture(length, i + 99);
        const y = f(values, { size });
        const dx = f.grad(values, { size, dy: dys });
        for (const subject of subjects) {
          const here = functionOf(subject.api, name);
          const at = (what: string) => () => `${subject.name}, ${name}, size ${size}, ${what}`;
          const offset = i % 4;
          const x = placed(subject, values, offset);
          const dy = placed(subject, dys, 3 - offset);
          same(here(x, { size }), y, at('new'), { x });
          same(here.grad(x, { size, dy }), dx, at('gradient'), { x, dy });
          same(here.grad(x, { size, dy, out: subject.array(length) }), dx, at('gradient into out'), { x, dy });
          same(here.grad(x, { size, dy: placed(subject, dys), out: placed(subject, x) }), dx, at('gradient'));
          const both = placed(subject, dys, offset);
          same(here.grad(x, { size, dy: both, out: both }), dx, at('gradient over dy'));
          const inPlace = placed(subject, values, offset);
          expect(here(inPlace, { size, out: inPlace })).toBe(inPlace);
          same(inPlace, y, at('in place'));
          const over = placed(subject, values, offset);
          same(here.grad(over, { size, dy, out: over }), dx, at('gradient over x'));
        }
      }
    }
  });

  test('one row is all of x where no size is given', () => {
    const x = mixture(100, 5).map((v) => (Number.isFinite(v) ? v : 0));
    same(f(x), f(x, { size: 100 }), () => name);
    same(f.grad(x, { dy: x }), f.grad(x, { dy: x, size: 100 }), () => `${name}.grad`);
  });

  test.each([5, 5000])('nothing beyond rows of %i is written', (size) => {
    for (const subject of subjects) {
      const all = placed(subject, new Float32Array(3 * size + 49).fill(7));
      const x = all.subarray(16, 16 + 3 * size);
      functionOf(subject.api, name)(x, { size, out: x });
      functionOf(subject.api, name).grad(x, { size, dy: x, out: x });
      expect(new Set(all.subarray(0, 16))).toEqual(new Set([7]));
      expect(new Set(all.subarray(16 + 3 * size))).toEqual(new Set([7]));
    }
  });
});

test('properties of softmax: a shift changes nothing, the results add up to 1, logSoftmax is its logarithm', () => {
  const { softmax, logSoftmax } = ops;
  const row = fc.array(fc.integer({ min: -2000, max: 2000 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(row, fc.integer({ min: -100, max: 100 }), (eighths, shift) => {
      const x = Float32Array.from(eighths, (value) => value / 8);
      const y = softmax(x);
      expect(bitsOf(softmax(x.map((value) => value + shift)))).toEqual(bitsOf(y));
      expect(y.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
      logSoftmax(x).forEach((log, i) => {
        if (y[i] > 2 ** -120) expect(Math.exp(log) / y[i]).toBeCloseTo(1, 4);
      });
    }),
  );
});
