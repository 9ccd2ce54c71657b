import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  accelerateAll,
  BACKENDS,
  KERNELS,
  MathBackendCPU,
  OPERATIONS,
  registerWasmOutOfReach,
  tf,
  type WasmInsides,
  warnings,
} from './tf.js';

let said: string[];

beforeEach(async () => {
  said = warnings();
  for (const backend of BACKENDS) await tf.setBackend(backend);
});

afterEach(() => {
  accelerateAll().restore();
  vi.restoreAllMocks();
});

/** What is registered now, in one list. */
function registered() {
  const kernels = BACKENDS.flatMap((backend) => KERNELS.map((kernel) => tf.getKernel(kernel, backend)));
  return [...kernels, ...KERNELS.map((kernel) => tf.getGradient(kernel))];
}

/** All places of these backends, as a report lists them. */
function places(...backends: string[]) {
  return OPERATIONS.flatMap((operation) =>
    backends.flatMap((backend) => ['forward', 'gradient'].map((part) => ({ backend, ...operation, part }))),
  ).sort(byName);
}

function byName(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

/** Changes an object while `action` runs. */
async function changed<T extends object>(object: T, change: object, action: () => unknown): Promise<void> {
  const names = Object.keys(change);
  const before = names.map((name) => Object.getOwnPropertyDescriptor(object, name));
  Object.assign(object, change);
  try {
    await action();
  } finally {
    names.forEach((name, i) => {
      if (before[i] === undefined) Reflect.deleteProperty(object, name);
      else Object.defineProperty(object, name, before[i]);
    });
  }
}

describe('the report', () => {
  test('lists every place, and restore puts everything back', () => {
    const before = registered();
    const { replaced, kept, restore } = accelerateAll();
    expect([...replaced].sort(byName)).toEqual(places('wasm', 'cpu'));
    expect(kept).toEqual([]);
    for (const [i, now] of registered().entries()) expect(now).not.toBe(before[i]);
    restore();
    for (const [i, now] of registered().entries()) expect(now).toBe(before[i]);
    restore();
    for (const [i, now] of registered().entries()) expect(now).toBe(before[i]);
    expect(said).toEqual([]);
  });

  test('twice is once', () => {
    const before = registered();
    const first = accelerateAll();
    const second = accelerateAll();
    expect(second.replaced).toEqual(first.replaced);
    first.restore();
    for (const [i, now] of registered().entries()) expect(now).toBe(before[i]);
  });

  test('restore leaves alone what others have registered in place of ours', () => {
    const own = tf.getKernel('Relu', 'cpu');
    const { restore } = accelerateAll();
    const theirs = { ...tf.getKernel('Relu', 'cpu') };
    tf.unregisterKernel('Relu', 'cpu');
    tf.registerKernel(theirs);
    restore();
    expect(tf.getKernel('Relu', 'cpu')).toBe(theirs);
    tf.unregisterKernel('Relu', 'cpu');
    tf.registerKernel(own);
  });

  test('a backend that is not registered is absent, which is no news; a later call finds it', async () => {
    const factory = tf.findBackendFactory('wasm');
    tf.removeBackend('wasm');
    const { replaced, kept } = accelerateAll();
    tf.registerBackend('wasm', factory);
    expect([...replaced].sort(byName)).toEqual(places('cpu'));
    expect([...kept].sort(byName)).toEqual(
      places('wasm').map((place) => ({ ...place, reason: 'this backend is not registered' })),
    );
    expect(said).toEqual([]);
    expect([...accelerateAll().replaced].sort(byName)).toEqual(places('wasm', 'cpu'));
  });

  test('on a backend that is registered later, gradients are its own', async () => {
    await tf.setBackend('cpu');
    const factory = tf.findBackendFactory('wasm');
    tf.removeBackend('wasm');
    accelerateAll();
    tf.registerBackend('wasm', factory);
    await tf.setBackend('wasm');
    const byAlpha = () => {
      const above = tf.tensor1d([2 ** 24, 1, -(2 ** 24)]);
      return tf.grads((x, alpha) => tf.prelu(x, alpha))([tf.tensor1d([-1, -1, -1]), tf.tensor1d([2])], above)[1];
    };
    // Its sum in float32, where ours is in float64.
    expect([...byAlpha().dataSync()]).toEqual([0]);
    accelerateAll();
    expect([...byAlpha().dataSync()]).toEqual([-1]);
  });

  test('what TensorFlow.js saves for a gradient is what its own gradient needs, and x', async () => {
    const saved = () =>
      KERNELS.map((kernel) => {
        const { inputsToSave = [], outputsToSave = [] } = tf.getGradient(kernel);
        return { kernel, inputs: inputsToSave.length, outputs: outputsToSave };
      });
    const own = saved();
    accelerateAll();
    expect(saved()).toEqual(own.map(({ inputs, ...others }) => ({ ...others, inputs: Math.max(1, inputs) })));
  });

  test('a kernel that is not registered is not replaced', () => {
    const own = tf.getKernel('Relu', 'cpu');
    tf.unregisterKernel('Relu', 'cpu');
    const { kept } = accelerateAll();
    expect(kept).toEqual([
      { backend: 'cpu', op: 'relu', kernel: 'Relu', part: 'forward', reason: 'this kernel is not registered' },
    ]);
    expect(tf.getKernel('Relu', 'cpu')).toBe(undefined);
    tf.registerKernel(own);
  });

  test('a gradient that is not registered is not replaced, nor one that is computed from something else', () => {
    const own = tf.getGradient('Relu');
    tf.unregisterGradient('Relu');
    expect(accelerateAll().kept.map(({ reason }) => reason)).toEqual(Array(2).fill('this gradient is not registered'));
    expect(said).toEqual([]);
    tf.registerGradient(own);
  });
});

test.each([
  { inputsToSave: ['x'], outputsToSave: [true] },
  { inputsToSave: ['x', 'alpha'] },
  { inputsToSave: ['alpha'] },
  { outputsToSave: [true, true] },
  { inputsToSave: [], outputsToSave: [] },
  { inputsToSave: ['x'], saveAllInputs: true },
])('a gradient that is computed from %j is not replaced, and that is said once', (saves) => {
  const own = tf.getGradient('Relu');
  tf.unregisterGradient('Relu');
  const other = { kernelName: 'Relu', gradFunc: own.gradFunc, ...saves };
  tf.registerGradient(other);
  expect(accelerateAll().kept.map(({ part, kernel }) => ({ part, kernel }))).toEqual(
    Array(2).fill({ part: 'gradient', kernel: 'Relu' }),
  );
  expect(tf.getGradient('Relu')).toBe(other);
  expect(said).toHaveLength(1);
  tf.unregisterGradient('Relu');
  tf.registerGradient(own);
});

describe('a backend whose insides are not as expected keeps its own kernels, and that is said once', () => {
  const wasm = () => tf.findBackend('wasm') as WasmInsides;
  /** The same map, except for what it gives for a tensor. */
  const dataIdMap = (entry: (data: { memoryOffset?: number }) => object) => {
    const { dataIdMap } = wasm();
    return Object.assign(Object.create(dataIdMap), { get: (id: object) => entry(dataIdMap.get(id)) });
  };
  const cpu = () => tf.findBackend('cpu') as unknown as { data: { get(id: object): { values: unknown } } };

  const cases: [string, 'wasm' | 'cpu', string, () => [object, object]][] = [
    ['no asm', 'wasm', 'backend.wasm.asm.memory', () => [wasm().wasm, { asm: undefined }]],
    ['no memory', 'wasm', 'backend.wasm.asm.memory', () => [wasm().wasm, { asm: {} }]],
    ['something else as memory', 'wasm', 'WebAssembly.Memory', () => [wasm().wasm, { asm: { memory: {} } }]],
    [
      'the threaded build, whose memory is imported and shared',
      'wasm',
      'a memory that is not shared, got a shared one',
      () => [wasm().wasm, { asm: {}, wasmMemory: new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }) }],
    ],
    [
      'another memory than its own',
      'wasm',
      '',
      () => [wasm().wasm, { asm: { memory: new WebAssembly.Memory({ initial: 1 }) } }],
    ],
    [
      'memoryOffset renamed',
      'wasm',
      'dataIdMap.get(id).memoryOffset',
      () => [wasm(), { dataIdMap: dataIdMap(({ memoryOffset, ...data }) => ({ ...data, offset: memoryOffset })) }],
    ],
    [
      'memoryOffset in other units',
      'wasm',
      'a tensor is not where it says it is',
      () => [
        wasm(),
        { dataIdMap: dataIdMap((data) => ({ ...data, memoryOffset: ((data.memoryOffset as number) / 4) & ~3 })) },
      ],
    ],
    ['dataIdMap renamed', 'wasm', '', () => [wasm(), { dataIdMap: undefined }]],
    ['makeOutput renamed', 'wasm', 'makeOutput', () => [wasm(), { makeOutput: undefined }]],
    [
      'values renamed',
      'cpu',
      '',
      () => {
        const { data } = cpu();
        const get = (id: object) => ({ ...data.get(id), values: undefined });
        return [cpu(), { data: Object.assign(Object.create(data), { get }) }];
      },
    ],
    ['makeTensorInfo renamed', 'cpu', 'makeTensorInfo', () => [cpu(), { makeTensorInfo: undefined }]],
    [
      'an output that lies elsewhere',
      'cpu',
      'does not hold what was written',
      () => {
        const own = cpu() as unknown as { makeTensorInfo(...args: unknown[]): object };
        const makeTensorInfo = (shape: number[], dtype: string, values: Float32Array) =>
          Reflect.apply(MathBackendCPU.prototype.makeTensorInfo, own, [shape, dtype, new Float32Array(values.length)]);
        return [own, { makeTensorInfo }];
      },
    ],
  ];

  test.each(cases)('%s', async (_name, backend, reason, change) => {
    const before = tf.getKernel('Relu', backend);
    await changed(...change(), () => {
      const { replaced, kept } = accelerateAll();
      const other = backend === 'wasm' ? 'cpu' : 'wasm';
      expect([...replaced].sort(byName)).toEqual(places(other));
      expect(kept.map(({ reason: _, ...operation }) => operation).sort(byName)).toEqual(places(backend));
      for (const place of kept) expect(place.reason).toContain(reason);
      expect(tf.getKernel('Relu', backend)).toBe(before);
    });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`keeps its own kernels on its backend '${backend}': `);
    await tf.setBackend(backend);
    const x = tf.tensor1d([-1, 2]);
    expect(tf.relu(x).dataSync()).toEqual(Float32Array.of(0, 2));
    expect(
      tf
        .grad((v) => tf.relu(v))(x)
        .dataSync(),
    ).toEqual(Float32Array.of(0, 1));
    expect(said).toHaveLength(1);
  });
});

describe('a backend that starts later', () => {
  test('is examined when it runs its first kernel', async () => {
    tf.disposeVariables(); // while their backend runs
    tf.engine().reset(); // stops all backends
    const { replaced } = accelerateAll();
    expect([...replaced].sort(byName)).toEqual(places('wasm', 'cpu'));
    await tf.setBackend('wasm');
    expect(tf.relu(tf.tensor1d([Number.NaN, -1])).dataSync()).toEqual(Float32Array.of(Number.NaN, 0));
    expect(said).toEqual([]);
  });

  test('and keeps its own kernels, if it is out of reach', async () => {
    const restoreWasm = registerWasmOutOfReach();
    await tf.setBackend('cpu');
    const acceleration = accelerateAll();
    expect(acceleration.kept).toEqual([]);
    await tf.setBackend('wasm');
    const x = tf.tensor1d([-1, 2]);
    expect(tf.relu(x).dataSync()).toEqual(Float32Array.of(0, 2));
    expect(
      tf
        .grad((v) => tf.leakyRelu(v))(x)
        .dataSync(),
    ).toEqual(Float32Array.of(0.2, 1));
    const alpha = tf.tensor1d([3]);
    expect(tf.prelu(x, alpha).dataSync()).toEqual(Float32Array.of(-3, 2));
    const byBoth = tf.grads((v, alpha) => tf.prelu(v, alpha))([x, alpha]);
    expect(byBoth.map((tensor) => [...tensor.dataSync()])).toEqual([[3, 1], [-1]]);
    expect([...acceleration.replaced].sort(byName)).toEqual(places('cpu'));
    expect(acceleration.kept.every(({ reason }) => reason.includes('backend.wasm.asm.memory'))).toBe(true);
    expect(tf.relu(tf.tensor1d([-5, 7], 'int32')).dataSync()).toEqual(Int32Array.of(0, 7));
    expect(said).toHaveLength(1);
    restoreWasm();
  });
});

describe('tensors that are not ours to compute', () => {
  test.each(BACKENDS)("int32 keeps TensorFlow.js's kernel on %s, and that is said once", async (backend) => {
    await tf.setBackend(backend);
    const x = tf.tensor1d([-5, 7], 'int32');
    const before = tf.relu(x);
    accelerateAll();
    for (const y of [tf.relu(x), tf.relu(x)]) {
      expect(y.dtype).toBe(before.dtype);
      expect(y.dataSync()).toEqual(before.dataSync());
    }
    expect(tf.leakyRelu(x, 0.5).dataSync()).toEqual(Float32Array.of(-2.5, 7));
    expect(
      tf
        .grad((v) => tf.relu(v))(x)
        .dataSync(),
    ).toEqual(Float32Array.of(0, 1));
    expect(said).toEqual(['wasm-activations/tfjs: TensorFlow.js keeps its own kernels for tensors of int32']);
  });

  test("the cpu backend's casts to float32 are Int32Arrays still", async () => {
    await tf.setBackend('cpu');
    accelerateAll();
    const x = tf.cast(tf.tensor1d([-5, 7], 'int32'), 'float32');
    expect(tf.leakyRelu(x, 0.5).dataSync()).toEqual(Float32Array.of(-2.5, 7));
    expect(
      tf
        .grad((v) => tf.leakyRelu(v, 0.5))(x)
        .dataSync(),
    ).toEqual(Float32Array.of(0.5, 1));
    expect(said).toEqual([]);
  });

  test.each(BACKENDS)('nor is a slope that is not finite, on %s', async (backend) => {
    await tf.setBackend(backend);
    accelerateAll();
    const x = tf.tensor1d([-1, 2]);
    expect(tf.leakyRelu(x, Number.POSITIVE_INFINITY).dataSync()).toEqual(Float32Array.of(Number.NEGATIVE_INFINITY, 2));
    expect(said).toEqual([
      'wasm-activations/tfjs: TensorFlow.js keeps its own kernels for a parameter that is not finite',
    ]);
  });
});

test('other backends keep their own gradients', async () => {
  tf.copyRegisteredKernels('cpu', 'other');
  tf.registerBackend('other', () => new MathBackendCPU());
  await tf.setBackend('other');
  accelerateAll();
  const gradient = tf.grad((v) => tf.relu(v))(tf.tensor1d([-1, 2]), tf.tensor1d([Number.POSITIVE_INFINITY, 3]));
  // Its product 0 * Inf, where ours selects 0.
  expect(gradient.dataSync()).toEqual(Float32Array.of(Number.NaN, 3));
  const [byX, byAlpha] = tf.grads((x, alpha) => tf.prelu(x, alpha))([tf.tensor1d([-1, 2]), tf.tensor1d([3])]);
  expect([...byX.dataSync(), ...byAlpha.dataSync()]).toEqual([3, 1, -1]);
  expect(said).toEqual([]);
  tf.removeBackend('other');
});

test('a tensor that was made on another backend comes along', async () => {
  accelerateAll();
  await tf.setBackend('cpu');
  const x = tf.tensor1d([-1, 2]);
  await tf.setBackend('wasm');
  expect(tf.relu(x).dataSync()).toEqual(Float32Array.of(0, 2));
  await tf.setBackend('cpu');
  expect(tf.leakyRelu(x, 0.5).dataSync()).toEqual(Float32Array.of(-0.5, 2));
  expect(said).toEqual([]);
});
