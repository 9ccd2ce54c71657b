/** Functions of rows and channels on threads: the bits of one thread, for rows that threads share and for others. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { NONE } from '../../build/modules/engine/none.js';
import { createActivations } from '../../build/modules/index.js';
import { Control } from '../../build/modules/parallel/control.js';
import { DIRECT, ROWS_WITH_TERMS, SURROUNDED, sharedKernels } from '../../build/modules/parallel/kernels.js';
import { runShare, writeTask } from '../../build/modules/parallel/share.js';
import { spawn } from '../../build/modules/parallel/spawn.js';
import { thorough } from '../support/thorough.js';
import { createFixture, type Fixture, kernelsOf, until } from './support.js';

const one = createActivations({ backend: 'js' });
let fixtures: Fixture[];

beforeAll(async () => {
  fixtures = await Promise.all(
    thorough([1, 2, 3, 5], [1, 3]).map((threads) => createFixture({ threads, memoryBytes: 2 ** 27 })),
  );
});
afterAll(async () => {
  await Promise.all(fixtures.map(({ act }) => act.dispose()));
});

const bytes = ({ buffer, byteOffset, byteLength }: Float32Array) => Buffer.from(buffer, byteOffset, byteLength);
const numbers = (length: number, seed: number) =>
  Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898 + seed) * 9);

test.each([
  [1024, 64],
  [100, 300],
  [7, 2000],
  [3, 10_000],
  [16, 4096],
  [4095, 4],
  [4097, 4],
  [8192, 3],
  [50_257, 4],
  [thorough(2 ** 20, 2 ** 18), 1],
  [70_000, 1],
  [1, 20_001],
])('rows of %d, %d of them, in the shared memory and outside', async (size, count) => {
  const length = size * count;
  const [x, dy] = [numbers(length, 1), numbers(length, 2)];
  for (const { act } of fixtures) {
    const [sharedX, sharedDy, out] = [act.alloc(length + 1).subarray(1), act.alloc(length), act.alloc(length)];
    sharedX.set(x);
    sharedDy.set(dy);
    for (const name of ['softmax', 'logSoftmax'] as const) {
      const y = bytes(one[name](x, { size }));
      const dx = bytes(one[name].grad(x, { size, dy }));
      expect(bytes(await act[name](sharedX, { size, out })).equals(y)).toBe(true);
      expect(bytes(await act[name](x, { size })).equals(y)).toBe(true);
      expect(bytes(await act[name].grad(sharedX, { size, dy: sharedDy, out })).equals(dx)).toBe(true);
      out.set(dy);
      expect(bytes(await act[name].grad(sharedX, { size, dy: out, out })).equals(dx)).toBe(true);
    }
  }
});

test.each([
  [64, 1, 4096],
  [3, 100, 1000],
  [2, 200_000, 1],
])('prelu with %d channels of %d, %d times', async (channels, inner, times) => {
  const length = channels * inner * times;
  const [x, dy, alpha] = [numbers(length, 1), numbers(length, 2), numbers(channels, 3)];
  const y = bytes(one.prelu(x, { alpha, inner }));
  const derivative = bytes(one.prelu.grad(x, { alpha, inner }));
  const dx = bytes(one.prelu.grad(x, { alpha, inner, dy, kink: 'min' }));
  const sums = bytes(one.prelu.gradAlpha(x, { channels, inner, dy }));
  for (const { act } of fixtures) {
    const [sharedX, sharedDy, out] = [act.alloc(length), act.alloc(length), act.alloc(length)];
    const slopes = act.alloc(channels);
    sharedX.set(x);
    sharedDy.set(dy);
    slopes.set(alpha);
    for (const given of [alpha, slopes]) {
      expect(bytes(await act.prelu(sharedX, { alpha: given, inner, out })).equals(y)).toBe(true);
      expect(bytes(await act.prelu.grad(sharedX, { alpha: given, inner, out })).equals(derivative)).toBe(true);
      const kinked = act.prelu.grad(sharedX, { alpha: given, inner, dy: sharedDy, out, kink: 'min' });
      expect(bytes(await kinked).equals(dx)).toBe(true);
    }
    // Behind calls that are under way.
    const before = act.softmax(sharedX, { size: length, out });
    const sum = act.prelu.gradAlpha(sharedX, { channels, inner, dy: sharedDy });
    await before;
    expect(bytes(await sum).equals(sums)).toBe(true);
    const inside = act.alloc(channels);
    expect(await act.prelu.gradAlpha(sharedX, { channels, inner, dy: sharedDy, out: inside })).toBe(inside);
    expect(bytes(inside).equals(sums)).toBe(true);
  }
});

test('rows on a thread that is refused memory for their exponentials', () => {
  const { act, inits } = fixtures.at(-1) as Fixture;
  const { modules, memory } = inits[0];
  const [size, length] = [100, 500];
  const [x, out] = [act.alloc(length), act.alloc(length)];
  x.set(numbers(length, 1));
  const { run, indexOf } = sharedKernels(modules, memory);
  const softmax = run(indexOf.get('softmax') as number, ROWS_WITH_TERMS);
  let asked = 0;
  class Memory {
    constructor() {
      asked++;
      throw new RangeError('not here');
    }
  }
  vi.stubGlobal('WebAssembly', Object.assign(Object.create(WebAssembly), { Memory }));
  softmax(x, undefined, out, size, 1, 0, 0, 0, undefined);
  vi.unstubAllGlobals();
  expect(asked).toBe(1);
  expect(bytes(out).equals(bytes(one.softmax(x, { size })))).toBe(true);
});

test('workers do tasks, each once, without the calling thread, say so if they are asked, and sleep then', async () => {
  const messages: string[] = [];
  const { act, inits } = await createFixture({ threads: 3 }, (listener) =>
    spawn({
      ...listener,
      message(message) {
        messages.push(message);
        listener.message(message);
      },
    }),
  );
  expect(messages).toEqual(['ready', 'ready']);
  const [{ modules, memory, block }] = inits;
  const control = new Control(block);
  const { indexOf } = sharedKernels(modules, memory);
  const [size, length] = [64, 64_000];
  const [x, dy, out, slopes] = [length, length, length, size].map((n, i) => {
    const array = act.alloc(n);
    array.set(numbers(n, i));
    return array;
  });
  const address = x.byteOffset;
  const task = { cost: 1, x: address, dy: NONE, out: out.byteOffset, length, unit: 0, a: 0, b: 0, c: 0, d: 0, e: 0 };
  const sloped = { bias: undefined, alpha: slopes, times: undefined, inner: 1, from: 0, to: length };
  const plain = { mode: DIRECT, around: undefined };
  const surrounded = { mode: SURROUNDED, around: sloped };
  const options = { alpha: slopes };
  for (const [name, own, expected] of [
    // In place, so that an element that is done twice shows.
    ['hardSigmoid', { ...plain, x: out.byteOffset, a: 0.5, b: 0.5 }, one.hardSigmoid(out, { alpha: 0.5, beta: 0.5 })],
    [
      'relu',
      { mode: SURROUNDED, around: { ...sloped, alpha: undefined, bias: slopes } },
      one.relu(x, { bias: slopes }),
    ],
    ['prelu', surrounded, one.prelu(x, options)],
    ['preluGrad', { ...surrounded, dy: dy.byteOffset }, one.prelu.grad(x, { ...options, dy })],
    ['softmax', { mode: ROWS_WITH_TERMS, around: undefined, unit: size, a: size, b: 1 }, one.softmax(x, { size })],
  ] as const) {
    const kernel = indexOf.get(name) as number;
    writeTask(
      control,
      { ...task, ...own, kernel, runAlone() {} },
      inits.map(({ slot }) => slot),
    );
    messages.length = 0;
    control.requestMessage();
    control.open();
    control.wake();
    await until(() => bytes(out).equals(bytes(expected)));
    await until(() => inits.every(({ slot }) => control.isAsleep(slot)));
    expect(bytes(out).equals(bytes(expected)), name).toBe(true);
    // One that wakes only now must not enter while the next task is written.
    control.close();
    await until(() => inits.every(({ slot }) => control.isOut(slot)));
    await until(() => messages.length > 0);
    expect(messages).toEqual(['left']);
  }
  await act.dispose();
});

test('no row is divided, and each is done once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 300 }),
      fc.nat(1000),
      fc.uniqueArray(fc.integer({ min: 1, max: 8 })),
      fc.constantFrom(1, 60, 1000),
      (unit, rows, at, workers, cost) => {
        const control = Control.create(9);
        const seen: [number, number][] = [];
        const kernel = (...[, , , , out, n]: number[]) => seen.push([out, n]);
        const out = 4 * at;
        const numbers = { a: unit, b: 0, c: 0, d: 0, e: 0 };
        const task = {
          ...{ kernel: 0, mode: DIRECT, cost, x: 0, dy: NONE, out, length: unit * rows, unit, ...numbers },
          ...{ around: undefined, runAlone() {} },
        } as const;
        writeTask(control, task, [0, ...workers]);
        for (const slot of [...workers, 0]) runShare(control, kernelsOf([kernel]), slot);
        let next = out;
        for (const [start, n] of seen.sort(([a], [b]) => a - b)) {
          expect(start).toBe(next);
          expect(n % unit).toBe(0);
          next = start + 4 * n;
        }
        expect(next).toBe(out + 4 * unit * rows);
      },
    ),
  );
});
