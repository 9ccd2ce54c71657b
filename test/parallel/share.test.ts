import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NONE } from '../../build/modules/engine/none.js';
import { Control } from '../../build/modules/parallel/control.js';
import { DIRECT, ROWS, type SharedKernels, SURROUNDED } from '../../build/modules/parallel/kernels.js';
import { runShare, writeTask } from '../../build/modules/parallel/share.js';
import { chunkUnits } from '../../build/modules/parallel/split.js';
import { thorough } from '../support/thorough.js';
import { kernelsOf } from './support.js';

const LINE = 64;

test('chunks cover a range once, and meet only where lines of out do', () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.nat(2 ** 30 - 2 ** 24),
      fc.nat(2 ** 24),
      fc.uniqueArray(fc.integer({ min: 1, max: 8 })),
      fc.nat(8),
      fc.constantFrom(0.5, 1, 10, 33.3, 1000),
      (hasDy, at, elements, workers, early, cost) => {
        const length = Math.floor(elements / Math.max(1, cost)); // as many chunks at any cost
        const out = 4 * at;
        const control = Control.create(9);
        const seen: number[][] = [];
        const kernel = (...args: number[]) => {
          expect(args.splice(-5)).toEqual([0.5, 2, -1, 0.1, 1e300]);
          seen.push(args);
        };
        const task = {
          kernel: 0,
          mode: DIRECT,
          cost,
          x: 4,
          dy: hasDy ? 8 : NONE,
          out,
          length,
          unit: 0,
          a: 0.5,
          b: 2,
          c: -1,
          d: 0.1,
          e: 1e300,
          around: undefined,
          runAlone() {},
        };
        writeTask(control, task, [0, ...workers]);
        // The calling thread does what no worker came for.
        for (const slot of [...workers.slice(0, early), 0]) runShare(control, kernelsOf([kernel]), slot);

        const ranges = seen.map((args) => args.slice(-2)).sort(([a], [b]) => a - b);
        let end = out;
        for (const [start, count] of ranges) {
          expect(start).toBe(end);
          if (start !== out) expect(start % LINE).toBe(0);
          end = start + 4 * count;
        }
        expect(end).toBe(out + 4 * length);
        for (const [, count] of ranges) expect(4 * count).toBeLessThanOrEqual(chunkUnits(cost) * LINE);
        for (const [x, bias, dy, times, y] of seen) {
          expect(x - 4).toBe(y - out);
          expect([bias, times]).toEqual([NONE, NONE]);
          expect(dy).toBe(hasDy ? x + 4 : NONE);
        }
      },
    ),
    { numRuns: thorough(100, 20) },
  );
});

test('the calling thread does what no worker came for in a short task too, where workers take nothing from each other', () => {
  const done = (slots: number[]) => {
    const control = Control.create(4);
    const numbers = { a: 0, b: 0, c: 0, d: 0, e: 0 };
    const task = { kernel: 0, mode: DIRECT, cost: 1000, x: 0, dy: NONE, out: 0, length: 200, unit: 0, ...numbers };
    writeTask(control, { ...task, around: undefined, runAlone() {} }, [0, 1, 2, 3]);
    let count = 0;
    const add = (...args: number[]) => {
      count += args[5];
    };
    for (const slot of slots) runShare(control, kernelsOf([add]), slot);
    return count;
  };
  expect(done([0])).toBe(200);
  expect(done([2, 0])).toBe(200);
  expect(done([1, 2, 3])).toBeLessThan(200);
});

describe('what surrounds an activation', () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const at = (address: number, length: number) => new Float32Array(memory.buffer, address, length);
  const [length, inner] = [96, 4];
  const [x, dy, out, whole, channels] = [
    at(64, length),
    at(512, length),
    at(1024, length),
    at(2048, length),
    at(4096, 3),
  ];

  /** What each call of the kernel itself is given, and of what runs it over tiles. */
  function calls(around: { readonly [name in 'bias' | 'alpha' | 'times']?: Float32Array | undefined }) {
    const direct: number[][] = [];
    const overTiles: unknown[][] = [];
    const kernels = {
      memory,
      list: [() => {}, (...args: number[]) => direct.push(args)],
      run: (index: number, mode: number) => {
        expect([index, mode]).toEqual([1, SURROUNDED]);
        return (...args: unknown[]) => overTiles.push(args);
      },
    } as unknown as SharedKernels;
    const control = Control.create(2);
    const numbers = { a: 0.5, b: 2, c: -1, d: 0.1, e: 1e300 };
    const { bias, alpha, times } = around;
    writeTask(
      control,
      {
        ...{ kernel: 1, mode: SURROUNDED, cost: 1000, unit: 0, length, ...numbers },
        ...{ x: x.byteOffset, dy: dy.byteOffset, out: out.byteOffset },
        ...{ around: { bias, alpha, times, inner, from: 0, to: length }, runAlone() {} },
      },
      [0, 1],
    );
    for (const slot of [1, 0]) runShare(control, kernels, slot);
    return { direct, overTiles };
  }

  test.each([
    [whole, whole],
    [whole, undefined],
    [undefined, whole],
    [undefined, undefined],
  ])('arrays as long as x go to the kernel itself', (bias, times) => {
    const { direct, overTiles } = calls({ bias, times });
    expect(overTiles).toEqual([]);
    expect(direct.reduce((sum, args) => sum + args[5], 0)).toBe(length);
    for (const [xAt, biasAt, dyAt, timesAt, outAt, , ...numbers] of direct) {
      const start = xAt - x.byteOffset;
      expect([dyAt, outAt]).toEqual([dy.byteOffset + start, out.byteOffset + start]);
      expect(biasAt).toBe(bias ? bias.byteOffset + start : NONE);
      expect(timesAt).toBe(times ? times.byteOffset + start : NONE);
      expect(numbers).toEqual([0.5, 2, -1, 0.1, 1e300]);
    }
  });

  test('rows in the call after one are rows, with nothing around them', () => {
    const control = Control.create(2);
    let direct = 0;
    const runs: unknown[][] = [];
    const kernels = {
      memory,
      list: [() => direct++],
      run:
        (index: number, mode: number) =>
        (...args: unknown[]) =>
          runs.push([index, mode, args.at(-1)]),
    } as unknown as SharedKernels;
    const task = {
      ...{ kernel: 0, mode: SURROUNDED, cost: 1000, unit: 0, length, a: 8, b: 1, c: 0, d: 0, e: 0 },
      ...{ x: x.byteOffset, dy: NONE, out: out.byteOffset },
      ...{ around: { bias: whole, alpha: undefined, times: whole, inner, from: 0, to: length }, runAlone() {} },
    };
    writeTask(control, task, [0, 1]);
    runShare(control, kernels, 0);
    expect(runs).toEqual([]);
    const before = direct;
    writeTask(control, { ...task, mode: ROWS, unit: 8, around: undefined }, [0, 1]);
    runShare(control, kernels, 0);
    expect(direct).toBe(before);
    expect(runs.length).toBeGreaterThan(0);
    const nothing = { bias: undefined, alpha: undefined, times: undefined, inner: 1 };
    for (const run of runs) expect(run).toEqual([0, ROWS, expect.objectContaining(nothing)]);
  });

  test.each([
    { bias: channels },
    { times: channels },
    { bias: whole, times: channels },
    { alpha: channels },
    { alpha: channels, bias: channels, times: whole },
    { alpha: whole },
  ])('others go over tiles, each part with all of them', (around) => {
    const { direct, overTiles } = calls(around);
    expect(direct).toEqual([]);
    const parts = overTiles.map((args) => {
      const [xs, dys, outs, ...rest] = args as [Float32Array, Float32Array, Float32Array, ...unknown[]];
      for (const [given, own] of [
        [xs, x],
        [dys, dy],
        [outs, out],
      ]) {
        expect([given.byteOffset, given.length]).toEqual([own.byteOffset, own.length]);
      }
      const { bias, alpha, times, inner: given, from, to } = rest.pop() as Record<string, unknown>;
      expect(rest).toEqual([0.5, 2, -1, 0.1, 1e300]);
      expect(given).toBe(inner);
      for (const [name, view] of Object.entries({ bias, alpha, times }) as [keyof typeof around, Float32Array][]) {
        const own: Float32Array | undefined = around[name];
        expect(view && [view.byteOffset, view.length]).toEqual(own && [own.byteOffset, own.length]);
      }
      return [from, to] as [number, number];
    });
    let next = 0;
    for (const [from, to] of parts.sort(([a], [b]) => a - b)) {
      expect(from).toBe(next);
      next = to;
    }
    expect(next).toBe(length);
  });
});
