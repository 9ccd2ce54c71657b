import { availableParallelism } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createParallelActivations } from 'wasm-activations/parallel';
import { createActivations } from '../../build/modules/index.js';
import { onShared, sharedMemory } from '../../build/modules/parallel/memory.js';
import { createFixture, eventLoopTurn, type Fixture, names } from './support.js';

type Loose = Record<string, { (...args: unknown[]): unknown; grad(...args: unknown[]): unknown }>;

let fixture: Fixture;
const one = createActivations() as unknown as Loose;

beforeAll(async () => {
  fixture = await createFixture({ threads: 2, memoryBytes: 2 ** 20 });
});
afterAll(() => fixture.act.dispose());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe.each(names)('%s', (name) => {
  test('takes plain arrays and no options, and gives a new array', async () => {
    const given = [-2, -0, 3];
    expect(await fixture.act[name](given)).toEqual(one[name](given));
    const array = Float32Array.from(given);
    const out = await fixture.act[name].grad(array);
    expect(out).not.toBe(array);
    expect(out).toEqual(one[name].grad(given));
  });
});

test('every call returns a promise of its own', async () => {
  const shared = fixture.act.alloc(8);
  for (const array of [shared, new Float32Array(8)]) {
    const calls = [0, 1].map(() => fixture.act.relu(array, { out: array }));
    expect(calls[0]).not.toBe(calls[1]);
    for (const call of calls) expect(await call).toBe(array);
  }
});

test('a call that is done at once lets no timer run while it is awaited', async () => {
  const array = fixture.act.alloc(8);
  let ran = false;
  const timer = setTimeout(() => {
    ran = true;
  });
  const end = performance.now() + 5; // by then the timer is due
  while (performance.now() < end) await fixture.act.relu(array, { out: array });
  expect(ran).toBe(false);
  clearTimeout(timer);
});

test('a slow function is split at lengths at which relu is not', async () => {
  const array = fixture.act.alloc(20_000);
  /** Changes with every call that is split. */
  const taskNumber = () => new Int32Array(fixture.inits[0].block)[0];
  const before = taskNumber();
  for (let i = 0; i < 100; i++) await fixture.act.relu(array, { out: array });
  expect(taskNumber()).toBe(before);
  // Calls in a row wake the worker, if not at once.
  for (let i = 0; i < 10_000 && taskNumber() === before; i++, await eventLoopTurn()) {
    for (let call = 0; call < 3; call++) await fixture.act.softsign(array, { out: array });
  }
  expect(taskNumber()).not.toBe(before);
});

test('arrays over the shared memory, until it is exhausted', async () => {
  const array = fixture.act.alloc(1000);
  expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(array.buffer).toBe(fixture.act.memory?.buffer);
  expect(array.byteOffset % 64).toBe(0);
  expect(() => fixture.act.alloc(2 ** 20)).toThrow(
    /^alloc: memory exhausted: .*createParallelActivations\(\{ memoryBytes \}\)/,
  );
  expect(() => fixture.act.alloc(-1)).toThrow(RangeError);
  expect(await fixture.act.relu(array)).toEqual(new Float32Array(1000));
});

test('views of the same memory through another buffer object work too', async () => {
  const array = fixture.act.alloc(20_000).fill(-1);
  const twin = new Float32Array(structuredClone(array.buffer), array.byteOffset, array.length);
  expect(twin.buffer).not.toBe(array.buffer);
  await fixture.act.leakyRelu(twin, { alpha: 2, out: twin });
  expect(new Set(array)).toEqual(new Set([-2]));
});

test.each([
  [{ threads: 0 }, RangeError, 'createParallelActivations: threads must be an integer from 1 to 256, got 0'],
  [{ threads: 1.5 }, RangeError, 'threads'],
  [{ threads: 257 }, RangeError, 'threads'],
  [{ threads: '2' }, TypeError, 'threads must be a number'],
  [{ memoryBytes: 1 }, RangeError, 'createParallelActivations: memoryBytes must be an integer from'],
  [{ memoryBytes: 2 ** 33 }, RangeError, 'memoryBytes'],
  [{ memory: 1 }, TypeError, 'unknown option "memory"'],
  [null, TypeError, 'createParallelActivations: options must be an object, got null'],
])('createParallelActivations(%o) is rejected', async (options, Kind, message) => {
  const promise = createParallelActivations(options as object);
  await expect(promise).rejects.toThrow(Kind);
  await expect(promise).rejects.toThrow(message);
});

test('as many threads as there are cores, unless the option says otherwise', async () => {
  await using act = await createParallelActivations();
  expect(act.backend).toMatchObject({ name: 'wasm', threads: Math.min(256, availableParallelism()) });
  await using single = await createParallelActivations({ threads: 1 });
  expect(single.backend).toMatchObject({ name: 'wasm', threads: 1, reason: expect.stringContaining('one thread') });
});

test('Node shares memory whatever a program that imitates a page says of isolation', async () => {
  vi.stubGlobal('crossOriginIsolated', false);
  const { act } = await createFixture({ threads: 2 }, () => {
    throw new Error('a thread is asked for');
  });
  expect(act.backend.reason).toContain('a thread is asked for');
  await act.dispose();
});

test('no more than 256 threads by default, and 63 MiB', async () => {
  const { getBuiltinModule } = process;
  vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) =>
    name === 'node:os' ? { availableParallelism: () => 1000 } : getBuiltinModule(name)) as typeof getBuiltinModule);
  let count = 0;
  const { act } = await createFixture({}, () => {
    count++;
    throw new Error('one is enough');
  });
  expect(count).toBe(255);
  expect(act.memory?.buffer.byteLength).toBe(63 * 2 ** 20);
  await act.dispose();
});

describe('one thread, where threads cannot share a memory', () => {
  const { Memory } = WebAssembly;
  class Unshared extends Memory {
    constructor(size: WebAssembly.MemoryDescriptor) {
      if (size.shared) throw new RangeError('not here');
      super(size);
    }
  }

  test.each<[what: string, hide: () => void, backend: object]>([
    [
      'no SharedArrayBuffer',
      () => vi.stubGlobal('SharedArrayBuffer', undefined),
      { name: 'wasm', reason: 'WebAssembly SIMD runs here; one thread: this environment has no SharedArrayBuffer' },
    ],
    [
      'no shared memory',
      () => vi.stubGlobal('WebAssembly', Object.assign(Object.create(WebAssembly), { Memory: Unshared })),
      {
        name: 'wasm',
        reason:
          'WebAssembly SIMD runs here; one thread: 1048576 bytes of shared memory were refused: RangeError: not here',
      },
    ],
    [
      'no WebAssembly',
      () => {
        vi.stubGlobal('WebAssembly', undefined);
        Reflect.deleteProperty(globalThis, 'WebAssembly');
      },
      {
        name: 'js',
        reason: expect.stringMatching(/WebAssembly.*; one thread: this environment has no WebAssembly$/),
      },
    ],
  ])('%s', async (_, hide, backend) => {
    hide();
    let spawned = 0;
    const { act } = await createFixture({ threads: 3, memoryBytes: 2 ** 20 }, () => {
      spawned++;
      throw new Error('no thread is asked for');
    });
    vi.unstubAllGlobals();
    expect(spawned).toBe(0);
    expect({ ...act.backend }).toEqual({ ...backend, threads: 1 });
    expect(act.memory?.buffer.byteLength).toBe(act.backend.name === 'wasm' ? 2 ** 20 : undefined);
    const [x, out] = [act.alloc(3), act.alloc(3)];
    x.set([-1, 2, -3]);
    const call = act.leakyRelu(x, { alpha: 2, out });
    expect(call).toBeInstanceOf(Promise);
    expect(await call).toBe(out);
    expect(out).toEqual(Float32Array.of(-2, 2, -6));
    await act.dispose();
    await expect(act.relu([1])).rejects.toThrow('relu: these activations have been disposed of');
  });
});

test('kernels that import no memory of any size cannot be those of a shared one', () => {
  const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  expect(() => onShared(empty)).toThrow(new TypeError('the kernels import another memory than expected'));
});

test('the error of a shared memory that is refused has that of the engine as its cause', () => {
  const cause = new RangeError('not here');
  class Memory {
    constructor() {
      throw cause;
    }
  }
  vi.stubGlobal('WebAssembly', { Memory });
  expect(() => sharedMemory(65_537)).toThrow(
    new RangeError('131072 bytes of shared memory were refused: RangeError: not here', { cause }),
  );
});
