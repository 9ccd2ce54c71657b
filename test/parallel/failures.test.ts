import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Control } from '../../build/modules/parallel/control.js';
import type { WorkerInit } from '../../build/modules/parallel/messages.js';
import { spawn, type Thread } from '../../build/modules/parallel/spawn.js';
import { arrayArguments, functions, placesOf, rightArguments } from '../support/functions.js';
import { thorough } from '../support/thorough.js';
import {
  createFixture,
  eventLoopTurn,
  type Fixture,
  faulty,
  guarded,
  isPending,
  until,
  valueCounts,
} from './support.js';

const LARGE = 1 << 20; // large enough to wake a sleeping worker
const open: Fixture[] = [];

async function opened(...args: Parameters<typeof createFixture>): Promise<Fixture> {
  const made = await createFixture(...args);
  open.push(made);
  return made;
}

/** The same where every worker is to take part. On a busy machine, or one that is paused, one may not start in time: then anew. */
async function complete(...args: Parameters<typeof createFixture>): Promise<Fixture> {
  for (;;) {
    const made = await opened(...args);
    if (!made.act.backend.reason.includes('it did not start within')) return made;
  }
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ act }) => act.dispose()));
});

const IN_THE_MIDDLE =
  /^leakyRelu: a worker ended in the middle of this call, which worked in place: some elements of out are results, some still inputs, and which cannot be told$/;

/** Doubles negative numbers in place: done twice it shows. Says whether the call was fulfilled. */
async function doubles({ act }: Fixture, array: Float32Array): Promise<boolean> {
  array.fill(-1);
  try {
    expect(await act.leakyRelu(array, { alpha: 2, out: array })).toBe(array);
  } catch (error) {
    expect((error as Error).message).toMatch(IN_THE_MIDDLE);
    for (const value of valueCounts(array).keys()) expect([-1, -2]).toContain(value);
    return false;
  }
  expect(valueCounts(array)).toEqual(new Map([[-2, array.length]]));
  return true;
}

describe('a worker that does not start', () => {
  test('because it cannot be made', async () => {
    const made = await opened({ threads: 3 }, () => {
      throw new Error('no more threads');
    });
    expect({ ...made.act.backend }).toEqual({
      name: 'wasm',
      threads: 1,
      reason: `WebAssembly SIMD runs here, on one thread${'; a worker failed: Error: no more threads'.repeat(2)}`,
    });
    expect(await doubles(made, made.act.alloc(LARGE))).toBe(true);
  });

  test('because it ends first; the others work', async () => {
    let count = 0;
    const made = await complete({ threads: 3 }, (listener) => {
      const thread = spawn(listener);
      if (count++ % 2 === 0) thread.end();
      return thread;
    });
    expect(made.act.backend.threads).toBe(2);
    expect(made.act.backend.reason).toContain('its thread was ended');
    expect(await doubles(made, made.act.alloc(LARGE))).toBe(true);
  });

  test('because its script fails, whose error is why', async () => {
    const why = await new Promise((resolve) => {
      spawn({ message() {}, ended: resolve }).post({} as WorkerInit);
    });
    expect(why).toMatch(/^TypeError: /);
  });

  test('because its file is missing', async () => {
    const made = await opened({ threads: 2 }, (listener) => {
      listener.ended('404');
      return { post() {}, end: async () => {}, setRef() {} } satisfies Thread;
    });
    expect(made.act.backend.threads).toBe(1);
    expect(made.act.backend.reason).toContain('404');
  });
});

describe('a worker that does not start in time', () => {
  /** A thread that does `begin` when it is to start; what it was told, and the timer of its start. */
  async function started(
    begin: (block: SharedArrayBuffer, slot: number, listener: Parameters<typeof spawn>[0]) => void,
  ) {
    const told: string[] = [];
    const timers: [late: () => void, ms: number][] = [];
    const stopped: unknown[] = [];
    vi.stubGlobal('setTimeout', (late: () => void, ms: number) => timers.push([late, ms]));
    vi.stubGlobal('clearTimeout', (timer: unknown) => stopped.push(timer));
    const made = opened({ threads: 2 }, (listener) => ({
      post: ({ block, slot }) => begin(block, slot, listener),
      end: async () => {
        told.push('end');
        await undefined;
        listener.ended('its thread was ended');
      },
      setRef: (ref) => void told.push(`ref ${ref}`),
    }));
    await eventLoopTurn();
    vi.unstubAllGlobals();
    expect(timers.map(([, ms]) => ms)).toEqual([10_000]);
    return { made, told, stopped, late: timers[0][0] };
  }

  test('is ended, and the others go on without it', async () => {
    const { made, told, late } = await started(() => {});
    late();
    const { act } = await made;
    await eventLoopTurn(); // in which it says that it was ended
    expect(told).toEqual(['end']);
    expect(act.backend.reason).toMatch(/, on one thread; a worker failed: it did not start within 10 s$/);
    expect(await act.relu([-1, 2])).toEqual(Float32Array.of(0, 2));
  });

  test('but has started by then takes part: its message is on the way', async () => {
    let ready = () => {};
    const { made, told, late } = await started((block, slot, { message }) => {
      expect(new Control(block).start(slot)).toBe(true);
      ready = () => message('ready');
    });
    late();
    expect(told).toEqual([]);
    ready();
    const { act } = await made;
    expect(act.backend).toMatchObject({
      threads: 2,
      reason: 'WebAssembly SIMD runs here, on threads over one shared memory',
    });
    expect(told).toEqual(['ref false']);
  });

  test.each(['ready', 'ended'] as const)('and the timer is stopped when it is %s', async (what) => {
    const { made, stopped } = await started((block, slot, { message, ended }) => {
      new Control(block).start(slot);
      if (what === 'ready') message('ready');
      else ended('a fault');
    });
    expect(stopped).toEqual([1]);
    const { act } = await made;
    expect(act.backend.threads).toBe(what === 'ready' ? 2 : 1);
  });
});

describe('a worker that ends while idle', () => {
  test.each([2, 4])('of %i threads: nothing is lost, the others go on', async (threads) => {
    const made = await complete({ threads });
    const array = made.act.alloc(LARGE);
    for (let left = threads - 1; left >= 1; left--) {
      expect(await doubles(made, array)).toBe(true);
      await made.threads[left - 1].end();
      await until(() => made.act.backend.threads === left);
      expect(await doubles(made, array)).toBe(true);
    }
  });
});

test('a worker that ends outside a task, in which another still is: that call is fulfilled', async () => {
  const workers: { control: Control; listener: Parameters<typeof spawn>[0] }[] = [];
  const made = await opened({ threads: 3 }, (listener) => ({
    post({ block, slot }) {
      workers[slot] = { control: new Control(block), listener };
      workers[slot].control.start(slot);
      listener.message('ready');
    },
    end: async () => {},
    setRef() {},
  }));
  const [, inside, outside] = workers;
  inside.control.enter(1);
  const call = doubles(made, made.act.alloc(LARGE));
  outside.listener.ended('a fault');
  expect(made.act.backend.threads).toBe(2);
  expect(await isPending(call)).toBe(true);
  expect(inside.control.leave(1, 0)).toBe(true);
  inside.listener.message('left');
  expect(await call).toBe(true);
});

describe('a worker that ends in the middle of a task', () => {
  // It takes a chunk with Atomics.add.
  const taking = faulty({ functions: ['add'], nth: 1 });
  const nextTake = faulty({ functions: ['add'], nth: 2 });

  test.each([
    ['before its first chunk', taking],
    ['before its second', nextTake],
  ])('%s, in place: that call is rejected, later ones work', async (_when, begin) => {
    const made = await complete({ threads: 2 }, begin);
    const { array, guardsHold } = guarded(made.act.alloc, LARGE, -1);
    let rejected = 0;
    // The calling thread may do all of it before the worker comes.
    for (; made.act.backend.threads === 2; await eventLoopTurn()) if (!(await doubles(made, array))) rejected++;
    expect(rejected).toBe(1);
    expect(await doubles(made, array)).toBe(true);
    expect(guardsHold()).toBe(true);
    expect(made.act.backend.reason).toContain('it had a fault');
  });

  test.each(['x', 'dy', 'bias', 'times'] as const)('a gradient in place of %s: that call is rejected', async (over) => {
    const made = await complete({ threads: 2 }, nextTake);
    const { act } = made;
    const arrays = { x: act.alloc(LARGE), dy: act.alloc(LARGE), bias: act.alloc(LARGE), times: act.alloc(LARGE) };
    const values = { x: -1, dy: 3, bias: -2, times: 5 };
    let rejected = 0;
    for (; act.backend.threads === 2; await eventLoopTurn()) {
      for (const [name, array] of Object.entries(arrays)) array.fill(values[name as keyof typeof values]);
      const { x, ...others } = arrays;
      const found = await act.leakyRelu
        .grad(x, { ...others, alpha: 2, out: arrays[over] })
        .catch((error: Error) => error.message);
      if (typeof found !== 'string') expect(valueCounts(found)).toEqual(new Map([[30, LARGE]]));
      else {
        expect(found).toMatch(/^leakyRelu\.grad: a worker ended in the middle of this call/);
        for (const value of valueCounts(arrays[over]).keys()) expect([values[over], 30]).toContain(value);
        rejected++;
      }
    }
    expect(rejected).toBe(1);
  });

  test('out of place: the calling thread does it again', async () => {
    const made = await complete({ threads: 2 }, nextTake);
    const [x, dy, out] = [-1, 3, 0].map((value) => guarded(made.act.alloc, LARGE, value));
    for (; made.act.backend.threads === 2; await eventLoopTurn()) {
      out.array.fill(0);
      await made.act.leakyRelu.grad(x.array, { dy: dy.array, alpha: 2, out: out.array });
      expect(valueCounts(out.array)).toEqual(new Map([[6, LARGE]]));
    }
    for (const { guardsHold } of [x, dy, out]) expect(guardsHold()).toBe(true);
  });
});

const WRITES = thorough(
  Array.from({ length: 16 }, (_, i) => i + 1),
  [1, 2, 3, 5, 8, 13],
);

test.each(WRITES)('a worker that ends before its write number %i', async (nth) => {
  const made = await complete({ threads: 3 }, faulty({ functions: ['store', 'add', 'compareExchange'], nth }));
  const arrays = [0, 1, 2].map(() => guarded(made.act.alloc, LARGE, -1));
  for (let round = 0; made.act.backend.threads > 1; round++) {
    expect(round).toBeLessThan(10_000);
    await eventLoopTurn();
    await Promise.all(arrays.map(({ array }) => doubles(made, array)));
  }
  for (const { array, guardsHold } of arrays) {
    expect(await doubles(made, array)).toBe(true);
    expect(guardsHold()).toBe(true);
  }
});

test('idle workers sleep', async () => {
  const made = await complete({ threads: 3 });
  await doubles(made, made.act.alloc(LARGE));
  const { block } = made.inits[0];
  const control = new Control(block);
  await until(() => made.inits.every(({ slot }) => control.isAsleep(slot)));
});

describe('while a call waits for a worker that is inside', () => {
  const late = faulty({ functions: ['add'], nth: 1, ms: 250 }); // longer than it takes to end a worker, on a busy machine too

  /** A call in place that is not done: the worker has taken a chunk and not yet begun it. */
  async function waiting() {
    const made = await complete({ threads: 2 }, late);
    const { array, guardsHold } = guarded(made.act.alloc, LARGE, -1);
    for (;;) {
      const call = doubles(made, array);
      if (await isPending(call)) return { made, array, call, guardsHold };
    }
  }

  test('the worker keeps the process alive until then', async () => {
    const refs: boolean[] = [];
    const { act } = await complete({ threads: 2 }, (listener) => {
      const thread = late(listener);
      const setRef = (ref: boolean) => {
        refs.push(ref);
        thread.setRef(ref);
      };
      return { ...thread, setRef };
    });
    expect(refs).toEqual([false]);
    const array = act.alloc(LARGE);
    for (let isOver = false; !isOver; ) {
      refs.length = 0;
      const call = act.relu(array, { out: array });
      isOver = await isPending(call);
      if (isOver) expect(refs).toEqual([true]);
      await call;
    }
    expect(refs).toEqual([true, false]);
  });

  test('later calls queue, and each settles in its turn', async () => {
    const { made, call } = await waiting();
    const array = made.act.alloc(LARGE).fill(-1);
    const order: number[] = [];
    const small = Float32Array.of(-1);
    const calls = [
      made.act.leakyRelu(array, { alpha: 2, out: array }).then(() => order.push(1)),
      made.act.leakyRelu(small, { alpha: 2, out: small }).then(() => order.push(2)),
      made.act.leakyRelu(small, { alpha: 2, out: small }).then(() => order.push(3)),
    ];
    expect(new Set(calls).size).toBe(3);
    expect(small[0]).toBe(-1);
    expect(await call).toBe(true);
    await Promise.all(calls);
    expect(order).toEqual([1, 2, 3]);
    expect(small[0]).toBe(-4);
    expect(valueCounts(array)).toEqual(new Map([[-2, LARGE]]));
  });

  test('an array that loses its memory before its turn: that call is rejected, the others go on', async () => {
    const { made, call } = await waiting();
    const places = placesOf((length) => new Float32Array(length), 8);
    // Each function, with each of its arrays in turn.
    const lost = functions.flatMap((callee) =>
      arrayArguments(callee).map((argument) => {
        const { x, ...options } = rightArguments(callee, places, 8);
        const leaving = ({ x, ...options } as Record<string, Float32Array>)[argument].slice();
        const { x: own, ...given } = { x, ...options, [argument]: leaving };
        const outcome = (callee.call(made.act, own, given) as Promise<unknown>).then(
          () => 'resolved',
          (error: unknown) => String(error),
        );
        return { leaving, outcome, expected: `TypeError: ${callee.fn}: ${argument} had ${leaving.length} elements` };
      }),
    );
    const other = made.act.relu([-1, 1]);
    for (const { leaving } of lost) structuredClone(leaving, { transfer: [leaving.buffer] });
    for (const { outcome, expected } of lost) {
      expect(await outcome).toBe(`${expected} when the call was made, and has 0 now`);
    }
    expect(await other).toEqual(Float32Array.of(0, 1));
    expect(await call).toBe(true);
  });

  test('the worker is ended: that call is rejected, the others go on', async () => {
    const { made, array, call, guardsHold } = await waiting();
    const other = made.act.relu([-1, 1]);
    await made.threads[0].end();
    expect(await call).toBe(false);
    expect(await other).toEqual(Float32Array.of(0, 1));
    expect(await doubles(made, array)).toBe(true);
    expect(guardsHold()).toBe(true);
  });

  test('disposal: calls already made settle first', async () => {
    const { made, call } = await waiting();
    const other = made.act.relu([-1, 1]);
    let ended = false;
    const end = made.act.dispose().then(() => {
      ended = true;
    });
    expect(await call).toBe(true);
    expect(await other).toEqual(Float32Array.of(0, 1));
    expect(ended).toBe(false);
    await end;
  });
});

test('a thread is told whether it keeps a process alive', async () => {
  const ref = vi.spyOn(Worker.prototype, 'ref');
  const unref = vi.spyOn(Worker.prototype, 'unref');
  const thread = spawn({ message() {}, ended() {} });
  thread.setRef(false);
  const told = [unref.mock.calls.length, ref.mock.calls.length];
  thread.setRef(true);
  told.push(unref.mock.calls.length, ref.mock.calls.length);
  vi.restoreAllMocks();
  await thread.end();
  expect(told).toEqual([1, 0, 1, 1]);
});

describe('disposal', () => {
  test('waits for the calls already made, and rejects later ones', async () => {
    const made = await complete({ threads: 3 });
    const arrays = Array.from({ length: 8 }, () => made.act.alloc(LARGE));
    const calls = arrays.map((array) => doubles(made, array));
    const ended = made.act.dispose();
    await expect(made.act.relu([1])).rejects.toThrow(/^relu: .*disposed/);
    await expect(made.act.leakyRelu.grad([1])).rejects.toThrow(/^leakyRelu\.grad: .*disposed/);
    expect(() => made.act.alloc(1)).toThrow(/^alloc: .*disposed/);
    expect(await Promise.all(calls)).toEqual(arrays.map(() => true));
    await ended;
    expect(made.act.dispose()).toBe(ended);
    // Their ends are no failures.
    expect(made.act.backend).toMatchObject({ threads: 1, reason: 'WebAssembly SIMD runs here, on one thread' });
  });

  test('while workers end too', async () => {
    const made = await complete({ threads: 4 });
    const arrays = Array.from({ length: 8 }, () => made.act.alloc(LARGE));
    for (const thread of made.threads) thread.end();
    const calls = arrays.map((array) => doubles(made, array));
    await made.act.dispose();
    await Promise.all(calls);
  });

  test('by await using', async () => {
    let act: Fixture['act'];
    {
      await using scoped = (await createFixture({ threads: 2 })).act;
      act = scoped;
      expect(await act.relu([-1, 2])).toEqual(Float32Array.of(0, 2));
    }
    await expect(act.relu([1])).rejects.toThrow('disposed');
  });
});
