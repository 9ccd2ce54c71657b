import type * as core from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createActivations } from '../../src/index.js';
import { tensorActivations } from '../../src/tfjs/index.js';
import { specs } from '../../tools/specs.js';
import { BACKENDS, bits, MathBackendCPU, registerWasmOutOfReach, samples, tf, warnings } from './tf.js';

const ours = createActivations();
await tf.setBackend('cpu'); // the errors' tensors are made before any test runs
const on = tensorActivations(tf);
type Name = keyof typeof specs;
const names = Object.keys(specs) as Name[];
const f = on as unknown as Record<Name, (x: core.Tensor, options?: object) => core.Tensor>;

/** Parameters that are not the defaults. */
const PARAMETERS: { readonly [N in Name]?: Readonly<Record<string, number>> } = {
  celu: { alpha: 0.5 },
  elu: { alpha: 1.5 },
  leakyRelu: { alpha: 0.25 },
  hardSigmoid: { alpha: 0.25, beta: 0.375 },
  hardtanh: { min: -0.5, max: 2 },
  hardShrink: { lambda: 0.875 },
  softShrink: { lambda: 0.875 },
  silu: { beta: 1.75 },
  softplus: { beta: 2 },
  thresholdedRelu: { theta: 0.625 },
};

/** No kinks among them, whatever the parameters. */
const POINTS = [-5.3, -2.7, -1.3, -0.3, 0.2, 0.7, 1.6, 4.1];

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  for (const [i, value] of expected.entries()) {
    const distance = Math.abs(actual[i] - value) / Math.max(1, Math.abs(value));
    expect(distance, `element ${i}: ${actual[i]} for ${value}`).toBeLessThan(tolerance);
  }
}

describe.each(BACKENDS)('on %s', (backend) => {
  beforeEach(async () => {
    warnings();
    await tf.setBackend(backend);
    return () => vi.restoreAllMocks();
  });

  describe.each(names)('%s', (name) => {
    const cases = [{}, ...(PARAMETERS[name] === undefined ? [] : [PARAMETERS[name]])];

    test.each(cases)('with %j: our bits, and the derivatives of the formula', (parameters) => {
      const values = samples(100);
      const result = f[name](tf.tensor2d(values.slice(), [20, 5]), parameters);
      expect(result.shape).toEqual([20, 5]);
      const call = ours[name] as unknown as (x: Float32Array, options: object) => Float32Array;
      expect(bits(result.dataSync())).toEqual(bits(call(values, parameters)));

      const x = tf.tensor1d(POINTS);
      const gradient = (v: core.Tensor) => tf.grad((w: core.Tensor) => f[name](w, parameters))(v);
      const all = { ...specs[name].parameters, ...parameters } as never;
      const derivative = (v: number) => specs[name].derivative(v, 'left', all);
      expectClose(gradient(x).dataSync(), POINTS.map(derivative), 1e-6);
      const h = 2 ** -12;
      const second = POINTS.map((v) => (derivative(v + h) - derivative(v - h)) / (2 * h));
      expectClose(tf.grad(gradient)(x).dataSync(), second, 1e-5);
      const third = POINTS.map((v) => (derivative(v + h) - 2 * derivative(v) + derivative(v - h)) / h ** 2);
      expectClose(
        tf
          .grad((v: core.Tensor) => tf.grad(gradient)(v))(x)
          .dataSync(),
        third,
        1e-3,
      );
    });
  });

  /** Shapes of bias and times beside [4, 2, 3], and whether both are entries of the same channels, or of all elements. */
  const surroundings: [bias: number[] | undefined, times: number[] | undefined, isOnePass: boolean][] = [
    [[3], undefined, true],
    [undefined, [2, 1], true],
    [undefined, [4, 2, 3], true],
    [[4, 2, 3], [4, 2, 3], true],
    [[3], [4, 2, 3], true],
    [[4, 2, 3], [2, 1], true],
    [[2, 1], [1, 2, 1], true],
    [[2, 1], [4, 1, 1], false],
    [[3], [2, 1], false],
    [[4, 1, 3], undefined, false],
    [[4, 1, 3], [1, 1, 1], false],
  ];

  test.each(surroundings)('bias of %j and times of %j: the separate steps, gradients too', async (...row) => {
    const [biasShape, timesShape, isOnePass] = row;
    const x = tf.tensor(
      samples(24).map((v, i) => (Number.isFinite(v) && Math.abs(v) < 4 ? v : i / 8)),
      [4, 2, 3],
    );
    // No two entries are the same.
    const tensor = (shape: number[] | undefined, seed: number) => {
      const length = shape?.reduce((a, b) => a * b) ?? 0;
      return shape && tf.tensor(samples(length + 11, seed).slice(11), shape);
    };
    const [bias, times] = [tensor(biasShape, 3), tensor(timesShape, 4)];
    const inputs = [x, ...[bias, times].filter((t) => t !== undefined)];
    const fused = () => on.silu(x, { bias, times });
    const steps = () => {
      const y = on.silu(bias === undefined ? x : tf.add(x, bias));
      return times === undefined ? y : tf.mul(y, times);
    };
    expect(bits(fused().dataSync())).toEqual(bits(steps().dataSync()));
    const { kernelNames } = await tf.profile(fused);
    expect(kernelNames.some((name) => name === 'Add' || name === 'Multiply')).toBe(!isOnePass);
    const gradients = (call: () => core.Tensor) => {
      const first = () => tf.grads(() => tf.square(call()))(inputs);
      return [...first(), ...tf.grads(() => tf.addN(first().map((t) => tf.sum(t))))(inputs)];
    };
    const wanted = gradients(steps);
    for (const [i, gradient] of gradients(fused).entries()) {
      expect(gradient.shape).toEqual(wanted[i].shape);
      expectClose(gradient.dataSync(), [...wanted[i].dataSync()], 1e-5);
    }
  });

  test('a residual that is used elsewhere too, whose gradients are added up', () => {
    const [x, bias] = [tf.tensor1d([-1, 0.5]), tf.tensor1d([2, -3])];
    const gradients = (f: (x: core.Tensor, bias: core.Tensor) => core.Tensor) =>
      tf
        .grads((x, bias) => tf.add(tf.mul(x, bias), f(x, bias)))([x, bias])
        .map((tensor) => [...tensor.dataSync()]);
    expect(gradients((x, bias) => on.silu(x, { bias }))).toEqual(gradients((x, bias) => on.silu(tf.add(x, bias))));
  });

  test.each<[number[], number[]]>([
    [[0, 3], [3]],
    [[3, 0], [1]],
    [[0], [0]],
  ])('no elements: x of %j, bias and times of %j', (xShape, shape) => {
    const bias = tf.ones(shape);
    const f = (x: core.Tensor) => on.silu(x, { bias, times: bias });
    for (const result of [f(tf.zeros(xShape)), tf.grad(f)(tf.zeros(xShape))]) {
      expect(result.shape).toEqual(xShape);
      expect(result.dataSync()).toEqual(new Float32Array(0));
    }
  });

  test('rows: softmax and logSoftmax of the last dimension', () => {
    const values = samples(24).map((v, i) => (Number.isFinite(v) && Math.abs(v) < 4 ? v : i / 8));
    for (const name of ['softmax', 'logSoftmax'] as const) {
      const y = on[name](tf.tensor3d(values.slice(), [2, 3, 4]));
      expect(bits(y.dataSync())).toEqual(bits(ours[name](values, { size: 4 })));
    }
  });

  test('leaves no tensor behind', () => {
    const x = tf.tensor2d(samples(100), [20, 5]);
    const bias = tf.ones([5]);
    const gradient = tf.grads((x, bias) => on.gelu(x, { bias, times: x }));
    const run = () => tf.dispose([on.gelu(x), on.silu(x, { bias, times: x }), ...gradient([x, bias])]);
    run();
    const before = { ...tf.memory(), data: tf.backend().numDataIds() };
    run();
    expect(() => on.silu(x, { beta: -1 })).toThrow(RangeError);
    expect({ ...tf.memory(), data: tf.backend().numDataIds() }).toEqual(before);
  });
});

test.each<[unknown[], unknown, string]>([
  [[[1, 2]], TypeError, 'gelu: x must be a tensor, got Array of length 2'],
  [[undefined], TypeError, 'gelu: x must be a tensor, got undefined'],
  [[tf.tensor1d([1], 'int32')], TypeError, 'gelu: x must be a tensor of float32, got one of int32'],
  [
    [tf.zeros([2, 3]), { bias: tf.zeros([2]) }],
    RangeError,
    'gelu: the shape of bias must be a shape that broadcasts to that of x, [2, 3], got [2]',
  ],
  [
    [tf.zeros([3]), { times: tf.zeros([2, 3]) }],
    RangeError,
    'gelu: the shape of times must be a shape that broadcasts to that of x, [3], got [2, 3]',
  ],
  [[tf.zeros([3]), { times: tf.zeros([1, 3]) }], RangeError, 'gelu: the shape of times must be a shape'],
  [[tf.zeros([2, 3]), { bias: tf.zeros([1, 2]) }], RangeError, 'gelu: the shape of bias must be a shape'],
  [[{ dtype: 'float32', shape: [1] }], TypeError, 'gelu: x must be a tensor, got Object'],
  [[{ dtype: 'float32', dataId: {} }], TypeError, 'gelu: x must be a tensor, got Object'],
  [[tf.zeros([3]), { times: 2 }], TypeError, 'gelu: times must be a tensor, got 2'],
  [[tf.zeros([3]), { alpha: 2 }], TypeError, 'gelu: unknown option "alpha", expected bias, times'],
])('%j is an error', async (args, kind, message) => {
  await tf.setBackend('cpu');
  const call = () => (on.gelu as (...args: unknown[]) => unknown)(...args);
  expect(call).toThrow(kind as ErrorConstructor);
  expect(call).toThrow(message);
});

test('on another backend: an error that names it', async () => {
  tf.registerBackend('other', () => new MathBackendCPU());
  await tf.setBackend('other');
  expect(() => on.gelu(tf.zeros([1]))).toThrow(
    "gelu: TensorFlow.js's backend 'other' has no kernels of ours: it is neither 'wasm' nor 'cpu'",
  );
  await tf.setBackend('cpu');
  tf.removeBackend('other');
});

test('on a backend whose insides are not as expected: an error that says how', async () => {
  const restoreWasm = registerWasmOutOfReach();
  await tf.setBackend('wasm');
  expect(() => on.gelu(tf.zeros([1]))).toThrow(
    /^gelu: TensorFlow\.js's backend 'wasm' has no kernels of ours: .*backend\.wasm\.asm\.memory/,
  );
  await tf.setBackend('cpu');
  restoreWasm();
});

test('something that is not TensorFlow.js is refused', () => {
  const { registerKernel, registerGradient } = tf;
  for (const value of [{}, { registerKernel }, { registerGradient }]) {
    expect(() => tensorActivations(value as never)).toThrow('tensorActivations: tf must be TensorFlow.js');
  }
});
