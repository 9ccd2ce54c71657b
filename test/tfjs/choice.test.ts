import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AccelerateOptions, accelerate, type Op } from '../../src/tfjs/index.js';
import { kernelOperations } from '../../src/tfjs/operations.js';
import { BACKENDS, MathBackendCPU, OPERATIONS, tf, warnings } from './tf.js';

beforeEach(async () => {
  warnings();
  for (const backend of BACKENDS) await tf.setBackend(backend);
});

afterEach(() => {
  accelerate(tf).restore();
  vi.restoreAllMocks();
});

/** `wasm sigmoid forward` and so on. */
const named = (places: readonly { backend: string; op: string; part: string }[]) =>
  places.map(({ backend, op, part }) => `${backend} ${op} ${part}`).sort();

const FASTER = [
  ...['wasm elu forward', 'wasm elu gradient', 'wasm sigmoid forward', 'wasm sigmoid gradient'],
  ...['wasm softmax forward', 'wasm softmax gradient', 'wasm softplus gradient', 'wasm tanh gradient'],
];

/** What is registered for an operation now. */
function registered(op: Op) {
  const { kernel } = kernelOperations.find((row) => row.op === op) as (typeof kernelOperations)[number];
  return [...BACKENDS.map((backend) => tf.getKernel(kernel, backend)), tf.getGradient(kernel)];
}

describe('what is kept', () => {
  test("by default: where TensorFlow.js's own is faster, and that is the reason", () => {
    const [wasm, cpu, gradient] = registered('sigmoid');
    const { kept, replaced } = accelerate(tf);
    expect(named(kept)).toEqual(FASTER);
    for (const { reason } of kept) expect(reason).toContain("TensorFlow.js's own is faster");
    expect(replaced).toHaveLength(4 * OPERATIONS.length - FASTER.length);
    const now = registered('sigmoid');
    expect(now[0]).toBe(wasm);
    expect(now[1]).not.toBe(cpu);
    expect(now[2]).not.toBe(gradient);
  });

  test("nothing with `prefer: 'accuracy'`; `prefer: 'speed'` is the default", () => {
    expect(accelerate(tf, { prefer: 'accuracy' }).kept).toEqual([]);
    expect(named(accelerate(tf, { prefer: 'speed' }).kept)).toEqual(FASTER);
    expect(named(accelerate(tf, {}).kept)).toEqual(FASTER);
  });

  test('`ops` takes exactly those, also where they are slower', () => {
    const before = registered('tanh');
    const { kept, replaced } = accelerate(tf, { ops: ['sigmoid', 'relu'] });
    expect(new Set(replaced.map(({ op }) => op))).toEqual(new Set(['sigmoid', 'relu']));
    expect(replaced).toHaveLength(8);
    expect(kept).toHaveLength(4 * (OPERATIONS.length - 2));
    for (const { reason } of kept) expect(reason).toBe('`ops` does not name this operation');
    for (const [i, config] of registered('tanh').entries()) expect(config).toBe(before[i]);
  });

  test("`ops` with `prefer: 'speed'`: those of them that are faster", () => {
    const { replaced } = accelerate(tf, { ops: ['sigmoid'], prefer: 'speed' });
    expect(named(replaced)).toEqual(['cpu sigmoid forward', 'cpu sigmoid gradient']);
    expect(accelerate(tf, { ops: [] }).replaced).toEqual([]);
  });

  test('a later call chooses anew, and restore puts back whatever the last one replaced', () => {
    const before = kernelOperations.flatMap(({ op }) => registered(op));
    const first = accelerate(tf, { prefer: 'accuracy' });
    accelerate(tf, { ops: ['tanh'] });
    expect(registered('sigmoid')).toEqual(
      before.slice(3 * kernelOperations.findIndex(({ op }) => op === 'sigmoid')).slice(0, 3),
    );
    first.restore();
    for (const [i, config] of kernelOperations.flatMap(({ op }) => registered(op)).entries())
      expect(config).toBe(before[i]);
  });
});

test.each<[unknown, unknown, string]>([
  [{ ops: ['silu'] }, TypeError, "accelerate: ops[0] must be 'elu' or 'leakyRelu'"],
  [{ ops: ['relu', 1] }, TypeError, 'accelerate: ops[1] must be'],
  [{ ops: 'relu' }, TypeError, 'accelerate: ops must be an array of names, got the string "relu"'],
  [{ ops: null }, TypeError, 'accelerate: ops must be an array of names, got null'],
  [{ prefer: 'size' }, TypeError, `accelerate: prefer must be 'speed' or 'accuracy', got the string "size"`],
  [{ op: ['relu'] }, TypeError, 'accelerate: unknown option "op", expected ops, prefer'],
  ['relu', TypeError, 'accelerate: options must be an object, got the string "relu"'],
])('%j is refused, and nothing changes', (options, kind, message) => {
  const acceleration = accelerate(tf, { ops: ['tanh'] });
  const before = kernelOperations.flatMap(({ op }) => registered(op));
  const call = () => accelerate(tf, options as AccelerateOptions);
  expect(call).toThrow(kind as ErrorConstructor);
  expect(call).toThrow(message);
  for (const [i, config] of kernelOperations.flatMap(({ op }) => registered(op)).entries())
    expect(config).toBe(before[i]);
  acceleration.restore();
});

test('the types say the same', () => {
  const calls = () => {
    // @ts-expect-error no such operation
    accelerate(tf, { ops: ['silu'] });
    // @ts-expect-error no such preference
    accelerate(tf, { prefer: 'size' });
    // @ts-expect-error no such option
    accelerate(tf, { op: ['relu'] });
    const places: readonly { readonly backend: 'wasm' | 'cpu'; readonly op: Op }[] = accelerate(tf).replaced;
    return places;
  };
  expect(calls).toThrow(TypeError);
});

test('something that is not TensorFlow.js is refused', () => {
  for (const [value, got] of [
    [undefined, 'undefined'],
    [{}, 'Object'],
    [tf.relu, 'a function'],
  ] as const) {
    expect(() => accelerate(value as never)).toThrow(
      `accelerate: tf must be TensorFlow.js, imported as a whole, got ${got}`,
    );
  }
});

describe('gradients that TensorFlow.js computes from y', () => {
  const x = () => tf.tensor1d([-2, 0, 3]);

  test('save x too where ours run, and nothing else where they do not', async () => {
    accelerate(tf);
    const saved: Record<string, string[]> = {};
    for (const backend of BACKENDS) {
      await tf.setBackend(backend);
      saved[backend] = tf.getGradient('Tanh').inputsToSave as string[];
    }
    expect(saved).toEqual({ wasm: [], cpu: ['x'] });
  });

  test('come from TensorFlow.js on a backend that is neither', async () => {
    tf.copyRegisteredKernels('cpu', 'other');
    tf.registerBackend('other', () => new MathBackendCPU());
    await tf.setBackend('other');
    const gradient = () =>
      tf
        .grad((v) => tf.tanh(v))(x())
        .dataSync();
    const own = gradient();
    const y = tf.tanh(x());
    accelerate(tf);
    expect(gradient()).toEqual(own);
    // And where the forward kernel had run on a backend of ours, which saved x too.
    const { gradFunc } = tf.getGradient('Tanh');
    const { x: result } = gradFunc(tf.onesLike(y), [x(), y], {});
    expect(result().dataSync()).toEqual(own);
    // And where it had run there, which saved y alone, and the gradient is asked for on a backend of ours.
    await tf.setBackend('cpu');
    const { x: fromY } = gradFunc(tf.onesLike(y), [y], {});
    expect(fromY().dataSync()).toEqual(own);
    tf.removeBackend('other');
  });
});
