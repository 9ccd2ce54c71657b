/** Which calls become tasks for the threads, and in which order. The pool is told what to answer, so nothing depends on when workers wake. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createActivations } from '../../build/modules/index.js';
import { threadedBackend } from '../../build/modules/parallel/backend.js';
import { Pool } from '../../build/modules/parallel/pool.js';
import type { Task } from '../../build/modules/parallel/share.js';
import { arrayArguments, type Callee, functions, placesOf, rightArguments } from '../support/functions.js';
import { createFixture, eventLoopTurn, type Fixture } from './support.js';

const LENGTH = 300;
const js = createActivations({ backend: 'js' });
let fixture: Fixture;
/** The tasks that the pool was given. */
let tasks: Task[];
/** What it answers; by default it does a task at once. */
let answer: (task: Task) => ReturnType<Pool['run']>;

beforeAll(async () => {
  fixture = await createFixture({ threads: 1, memoryBytes: 2 ** 21 });
});
afterAll(() => fixture.act.dispose());
beforeEach(() => {
  tasks = [];
  answer = (task) => task.runAlone() as undefined;
  vi.spyOn(Pool.prototype, 'run').mockImplementation((task) => {
    tasks.push(task);
    return answer(task);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Whether it gives sums, whose order is that of one thread. */
const isSum = ({ fn }: Callee) => /channelSums|gradAlpha/.test(fn);

/** Float16Array where the engine has it. */
const { Float16Array: Half } = globalThis as unknown as { Float16Array?: typeof Float32Array };
/** The same numbers outside the shared memory or, where the engine has it, in float16 inside. */
const elsewhere = [
  (array: Float32Array) => array.slice(),
  ...(Half
    ? [
        (array: Float32Array) => {
          const { buffer, byteOffset, length } = fixture.act.alloc(array.length);
          const halves = new Half(buffer, byteOffset, length);
          halves.set(array);
          return halves;
        },
      ]
    : []),
];

test.each(functions)(
  '$fn: a task where all arrays are float32 in the shared memory, and only there',
  async (callee) => {
    const { act } = fixture;
    const inside = placesOf(act.alloc, LENGTH);
    const values = placesOf((length) => new Float32Array(length), LENGTH);
    const called = (places: typeof inside, api: object) => {
      const { x, ...options } = rightArguments(callee, places, LENGTH);
      return callee.call(api, x, options);
    };
    const calls = arrayArguments(callee).flatMap((argument) => elsewhere.map((away) => ({ argument, away })));
    for (const { argument, away } of [{ argument: 'none', away: elsewhere[0] }, ...calls]) {
      for (const [name, array] of Object.entries(inside)) array.set(values[name]);
      const places = { ...inside, ...(argument !== 'none' && { [argument]: away(inside[argument]) }) };
      const expected = Array.from(
        called(
          Object.fromEntries(Object.entries(places).map(([name, array]) => [name, array.slice()])),
          js,
        ) as Float32Array,
      );
      tasks = [];
      expect(Array.from((await called(places, act)) as Float32Array), argument).toEqual(expected);
      expect(tasks, argument).toHaveLength(argument === 'none' && !isSum(callee) ? 1 : 0);
    }
  },
);

test('rows are not divided between threads: their unit is a row, or those side by side', async () => {
  const x = fixture.act.alloc(24);
  await fixture.act.softmax(x, { size: 4, out: x });
  await fixture.act.logSoftmax(x, { size: 4, inner: 3, out: x });
  await fixture.act.hardtanh.grad(x, { out: x });
  expect(tasks.map(({ unit }) => unit)).toEqual([4, 12, 0]);
});

test('arrays over either buffer object are inside, once memory.grow(0) made another', async () => {
  const { act } = await createFixture({ threads: 1, memoryBytes: 2 ** 20 });
  const memory = act.memory as WebAssembly.Memory;
  const before = act.alloc(8).fill(-1);
  memory.grow(0);
  const after = new Float32Array(memory.buffer, before.byteOffset, before.length);
  expect(after.buffer).not.toBe(before.buffer);
  await act.leakyRelu(after, { alpha: 2, out: after });
  expect(tasks).toHaveLength(1);
  await act.leakyRelu(before, { alpha: 2, out: before });
  expect(Array.from(after)).toEqual(Array(8).fill(-4));
  await act.dispose();
});

describe('one task at a time', () => {
  test('a call waits for all before it, and is done at once where there is none', async () => {
    const { act } = fixture;
    const over: ((done: boolean) => void)[] = [];
    answer = (task) => {
      task.runAlone();
      return new Promise((resolve) => over.push(resolve));
    };
    const x = act.alloc(8);
    const settled: number[] = [];
    const call = (number: number) => act.relu(x, { out: x }).then(() => settled.push(number));
    const calls = [call(1), call(2)];
    expect(tasks).toHaveLength(1);
    over[0](true);
    await calls[0];
    await eventLoopTurn();
    expect(tasks).toHaveLength(2);
    // The first call is over, the second is not.
    calls.push(call(3));
    await eventLoopTurn();
    expect(tasks).toHaveLength(2);
    expect(settled).toEqual([1]);
    over[1](true);
    await calls[1];
    await eventLoopTurn();
    expect(tasks).toHaveLength(3);
    over[2](true);
    await Promise.all(calls);
    expect(settled).toEqual([1, 2, 3]);

    answer = (task) => task.runAlone() as undefined;
    x.fill(-1);
    const last = act.leakyRelu(x, { alpha: 2, out: x });
    expect(x[0]).toBe(-2);
    expect(await last).toBe(x);
  });

  test('a call that is rejected leaves the way free for those after it', async () => {
    const { act } = fixture;
    answer = () => Promise.resolve(false);
    const x = act.alloc(8).fill(-1);
    const calls = [act.leakyRelu(x, { alpha: 2, out: x }), act.leakyRelu(x, { alpha: 2 })];
    await expect(calls[0]).rejects.toThrow(/^leakyRelu: a worker ended in the middle of this call/);
    expect(Array.from(await calls[1])).toEqual(Array(8).fill(-2));
  });
});

test('a kernel that the shared binary lacks is named', () => {
  const { kernels } = { kernels: { memory: fixture.act.memory, engine: undefined, indexOf: new Map() } };
  const backend = threadedBackend({ kernels } as unknown as Pool);
  expect(() => backend.kernel({ code: { name: 'relu' } } as Parameters<typeof backend.kernel>[0])).toThrow(
    new TypeError('the shared kernels lack relu'),
  );
});
