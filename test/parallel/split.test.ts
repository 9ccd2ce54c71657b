import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NONE } from '../../build/modules/engine/none.js';
import { Control } from '../../build/modules/parallel/control.js';
import { DIRECT } from '../../build/modules/parallel/kernels.js';
import { runShare, writeTask } from '../../build/modules/parallel/share.js';
import {
  chunkUnits,
  isSplit,
  isStealing,
  isWorthWaking,
  LEAST_TO_SPLIT,
  unitCount,
  workerUnits,
} from '../../build/modules/parallel/split.js';
import { kernelsOf } from './support.js';

const costs = fc.double({ min: 0.25, max: 200, noNaN: true });
const threadCounts = fc.integer({ min: 2, max: 256 });

test.each([
  [16_384, 1, 2, false],
  [65_536, 1, 8, false],
  [131_071, 1, 2, false],
  [131_072, 1, 2, true],
  [262_144, 1, 2, true],
  [2 ** 30, 1, 1, false],
  [8_192, 10, 2, false],
  [16_384, 10, 2, true],
  [16_384, 10, 1, false],
  [2_622, 50, 4, true],
  [2_621, 50, 4, false],
  [0, 50, 4, false],
])('%i elements at a cost of %i on %i threads: split is %s', (length, cost, threads, split) => {
  expect(isSplit(length, cost, threads)).toBe(split);
});

test('all rules follow the work: half the elements at twice the cost are the same', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 22), fc.nat(8), threadCounts, (length, doublings, threads) => {
      const same = [length * 2 ** doublings, 2 ** -doublings] as const;
      expect(isSplit(...same, threads)).toBe(isSplit(length, 1, threads));
      expect(isWorthWaking(...same)).toBe(isWorthWaking(length, 1));
      // Workers that are woken have something to do.
      if (isWorthWaking(length, 1)) expect(isSplit(length, 1, threads)).toBe(true);
    }),
  );
});

test('the calling thread does what it can before a worker begins, whatever the cost: lines in inverse proportion', () => {
  const extra = (cost: number) => 10_000 - 2 * workerUnits(10_000, cost, 2);
  expect(extra(1)).toBeGreaterThan(100);
  expect(extra(1) / extra(10)).toBeCloseTo(10, -0.5);
  expect(extra(1000)).toBeLessThanOrEqual(2);
});

test('chunks of a slow function are shorter in proportion, and never empty', () => {
  expect(chunkUnits(1)).toBe((128 * 1024) / 64);
  expect(chunkUnits(32)).toBe(chunkUnits(1) / 32);
  fc.assert(
    fc.property(costs, (cost) => {
      expect(chunkUnits(cost)).toBeGreaterThanOrEqual(1);
      expect(Number.isInteger(chunkUnits(cost))).toBe(true);
      expect(chunkUnits(cost) * cost).toBeLessThanOrEqual(Math.max(cost, chunkUnits(1)));
    }),
  );
  expect(chunkUnits(1e9)).toBe(1);
});

test.each([1, 10, 64])(
  'threads take from each other in long tasks, in none where little is to gain: cost %i',
  (cost) => {
    const stealing = (work: number) => isStealing(unitCount(0, (4 * work) / cost), chunkUnits(cost));
    expect(stealing(LEAST_TO_SPLIT)).toBe(false);
    expect(stealing(4 * LEAST_TO_SPLIT)).toBe(true);
  },
);

test('where a call is split, workers get lines, and none gets more than the calling thread', () => {
  fc.assert(
    fc.property(costs, fc.integer({ min: 2, max: 16 }), fc.nat(2 ** 20), fc.nat(15), (cost, threads, more, word) => {
      const length = Math.ceil(LEAST_TO_SPLIT / cost) + more;
      const lines = unitCount(4 * word, 4 * length);
      const each = workerUnits(lines, cost, threads);
      expect(each).toBeGreaterThan(0);
      expect(lines - (threads - 1) * each).toBeGreaterThanOrEqual(each);
    }),
  );
  expect(workerUnits(1, 1, 256)).toBe(0);
});

test('a slow function over a short array: each thread does a range of its own, in chunks that are a part of it', () => {
  const cost = 1000;
  const length = 200;
  expect(isSplit(length, cost, 4)).toBe(true);
  const control = Control.create(4);
  writeTask(
    control,
    {
      ...{ kernel: 0, mode: DIRECT, cost, x: 0, dy: NONE, out: 0, length, unit: 0, a: 0, b: 0, c: 0, d: 0, e: 0 },
      ...{ around: undefined, runAlone() {} },
    } as const,
    [0, 1, 2, 3],
  );
  const chunks = [1, 2, 3, 0].map((slot) => {
    const lengths: number[] = [];
    runShare(control, kernelsOf([(...args) => lengths.push(args[5])]), slot);
    return lengths;
  });
  for (const lengths of chunks) {
    expect(lengths.length).toBeGreaterThan(1);
    for (const n of lengths) expect(n).toBeLessThanOrEqual(2 * 16);
  }
  expect(chunks.flat().reduce((sum, n) => sum + n)).toBe(length);
});
