import type * as core from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Activation, definitionOf } from '../../src/calls/activation.js';
import { createActivations, leakyRelu, relu } from '../../src/index.js';
import type { Acceleration } from '../../src/tfjs/index.js';
import { specs } from '../../tools/specs.js';
import {
  accelerateAll,
  BACKENDS,
  bits,
  negativeNaN,
  operation,
  samples,
  tf,
  type WasmInsides,
  warnings,
} from './tf.js';

const activations = createActivations();
const elementwise = ['elu', 'leakyRelu', 'relu', 'relu6', 'selu', 'sigmoid', 'softplus', 'tanh'] as const;
const hasKink = (op: (typeof elementwise)[number]) => definitionOf(activations[op]).kinks !== undefined;

let said: string[];
let acceleration: Acceleration;

afterEach(() => {
  acceleration.restore();
  vi.restoreAllMocks();
});

describe.each(BACKENDS)('on %s', (backend) => {
  beforeEach(async () => {
    said = warnings();
    await tf.setBackend(backend);
    acceleration = accelerateAll();
  });

  describe.each(elementwise)('%s', (op) => {
    const f = (x: core.Tensor) => operation(op)(x, op === 'leakyRelu' ? 0.3 : undefined);
    const ours = activations[op] as Activation<object, object>;
    const parameters = op === 'leakyRelu' ? { alpha: 0.3 } : {};
    const all = { ...specs[op].parameters, ...parameters } as never;
    const derivative = (x: number) => specs[op].derivative(x, 'left', all);

    test.each([0, 1, 13, 1000, 70_001])(
      '%i elements: our bits, also of the gradient, the left one at a kink',
      (length) => {
        const values = samples(length);
        const above = samples(length, 2).reverse();
        const x = tf.tensor1d(values.slice());
        const dy = tf.tensor1d(above.slice());
        expect(bits(f(x).dataSync())).toEqual(bits(ours(values, parameters)));
        const kink = hasKink(op) ? { kink: 'left' } : {};
        const expected = ours.grad(values, { ...parameters, dy: above, ...kink } as object);
        expect(bits(tf.grad(f)(x, dy).dataSync())).toEqual(bits(expected));
        expect(bits(x.dataSync())).toEqual(bits(values));
        expect(said).toEqual([]);
      },
    );

    test("TensorFlow.js's own gradient agrees, at kinks too", () => {
      const x = tf.tensor1d([-5, -1, -0, 0, 1, 3, 6, 7]);
      const gradient = () => tf.grad(f)(x).dataSync();
      const values = gradient();
      acceleration.restore();
      for (const [i, own] of gradient().entries()) expect(values[i]).toBeCloseTo(own, 6);
    });

    test('gradients of gradients', () => {
      const points = [-3, -0.7, -0.1, 0.2, 1.5, 5];
      const x = tf.tensor1d(points);
      const first = tf.grad(f);
      const second = tf
        .grad((v) => first(v))(x)
        .dataSync();
      const square = tf
        .grad((v) => tf.grad((w) => tf.square(f(w)))(v))(x)
        .dataSync();
      const third = tf
        .grad((v) => tf.grad((w) => first(w))(v))(x)
        .dataSync();
      const h = 2 ** -12;
      const wanted = (v: number) => (derivative(v + h) - derivative(v - h)) / (2 * h);
      for (const [i, v] of points.entries()) {
        expect(second[i]).toBeCloseTo(wanted(v), 5);
        // (f^2)'' = 2 (f'^2 + f f'')
        const value = specs[op].forward(v, all);
        expect(square[i]).toBeCloseTo(2 * (derivative(v) ** 2 + value * wanted(v)), 4);
        expect(third[i]).toBeCloseTo((derivative(v + h) - 2 * derivative(v) + derivative(v - h)) / h ** 2, 4);
      }
    });

    test('leaves no tensor behind', () => {
      const x = tf.tensor1d(samples(100));
      const dy = tf.tensor1d(samples(100, 2));
      const gradient = tf.grad((v) => f(tf.neg(v)));
      const second = tf.grad((v) => tf.grad(f)(v, dy));
      const run = () => {
        for (const result of [f(x), gradient(x), second(x)]) result.dispose();
      };
      run();
      const before = { ...tf.memory(), data: tf.backend().numDataIds() };
      run();
      expect({ ...tf.memory(), data: tf.backend().numDataIds() }).toEqual(before);
    });
  });

  describe('softmax', () => {
    test.each([[0, 3], [5], [2, 1], [3, 2, 7], [70, 1001]])('our bits, of a shape %j', (...shape) => {
      const length = shape.reduce((product, n) => product * n);
      const size = shape[shape.length - 1];
      const finite = (array: Float32Array) => array.map((value) => (Math.abs(value) < 4 ? value : 0));
      const values = finite(samples(length));
      const above = finite(samples(length, 2).reverse());
      const x = tf.tensor(values.slice(), shape);
      const dy = tf.tensor(above.slice(), shape);
      const y = tf.softmax(x);
      expect(y.shape).toEqual(shape);
      expect(bits(y.dataSync())).toEqual(bits(activations.softmax(values, { size })));
      const gradient = tf.grad((v) => tf.softmax(v))(x, dy);
      expect(gradient.shape).toEqual(shape);
      expect(bits(gradient.dataSync())).toEqual(bits(activations.softmax.grad(values, { size, dy: above })));
      expect(said).toEqual([]);
    });

    test('gradients of gradients, for which TensorFlow.js alone has none', () => {
      const point = [0.3, -1, 2];
      const above = [1, -2, 0.5];
      /** The gradient at x in float64, and the sum of its squares. */
      const sumOfSquares = (x: readonly number[]) => {
        const powers = x.map(Math.exp);
        const sum = powers.reduce((total, power) => total + power);
        const dot = powers.reduce((total, power, i) => total + (power / sum) * above[i], 0);
        return powers.reduce((total, power, i) => total + ((power / sum) * (above[i] - dot)) ** 2, 0);
      };
      const h = 1e-5;
      const moved = (i: number, by: number) => sumOfSquares(point.map((value, j) => (i === j ? value + by : value)));
      const dy = tf.tensor1d(above);
      const gradient = (v: core.Tensor) => tf.grad((w) => tf.softmax(w))(v, dy);
      const second = tf
        .grad((v) => tf.square(gradient(v)))(tf.tensor1d(point))
        .dataSync();
      for (const [i, value] of second.entries()) {
        expect(value).toBeCloseTo((moved(i, h) - moved(i, -h)) / (2 * h), 5);
      }
    });
  });

  test("TensorFlow.js's default slope, shapes and derivative at 0", () => {
    const x = tf.tensor2d([-1, 0, 2, -4], [2, 2]);
    const y = tf.leakyRelu(x);
    expect(y.shape).toEqual([2, 2]);
    expect(y.dataSync()).toEqual(Float32Array.of(-0.2, 0, 2, -0.8));
    const slope = tf.grad((v) => tf.leakyRelu(v))(x);
    expect(slope.shape).toEqual([2, 2]);
    expect(slope.dataSync()).toEqual(Float32Array.of(0.2, 0.2, 1, 0.2));
    expect(
      tf
        .grad((v) => tf.relu(v))(x)
        .dataSync(),
    ).toEqual(Float32Array.of(0, 0, 1, 0));
  });

  test('a NaN in dy or x stays, and an infinite dy is selected, not multiplied', () => {
    const x = tf.tensor1d([-1, -1, Number.NaN]);
    const dy = tf.tensor1d([Number.POSITIVE_INFINITY, Number.NaN, 1]);
    expect(
      tf
        .grad((v) => tf.relu(v))(x, dy)
        .dataSync(),
    ).toEqual(Float32Array.of(0, Number.NaN, Number.NaN));
    expect(
      tf
        .grad((v) => tf.leakyRelu(v))(x, dy)
        .dataSync(),
    ).toEqual(Float32Array.of(Number.POSITIVE_INFINITY, Number.NaN, Number.NaN));
  });
});

test("TensorFlow.js's wasm relu hides a NaN, ours does not", async () => {
  await tf.setBackend('wasm');
  const x = tf.tensor1d(negativeNaN());
  expect(x.dataSync()).toEqual(Float32Array.of(Number.NaN));
  expect(tf.relu(x).dataSync()).toEqual(Float32Array.of(0));
  acceleration = accelerateAll();
  expect(tf.relu(x).dataSync()).toEqual(Float32Array.of(Number.NaN));
});

test("TensorFlow.js's wasm selu is 0 near 0, and its gradients from y are 0 where y rounds to 1; ours are not", async () => {
  await tf.setBackend('wasm');
  const values = () => [
    tf.selu(tf.tensor1d([-1e-8])).dataSync()[0],
    tf
      .grad((v) => tf.sigmoid(v))(tf.tensor1d([20]))
      .dataSync()[0],
    tf
      .grad((v) => tf.tanh(v))(tf.tensor1d([10]))
      .dataSync()[0],
  ];
  expect(values()).toEqual([0, 0, 0]);
  acceleration = accelerateAll();
  const exact = [1.7580993408473768 * Math.expm1(Math.fround(-1e-8)), Math.exp(-20), 4 * Math.exp(-20)];
  for (const [i, value] of values().entries()) expect(value / exact[i]).toBeCloseTo(1, 6);
});

test("TensorFlow.js's memory may grow", async () => {
  await tf.setBackend('wasm');
  acceleration = accelerateAll();
  const memory = (tf.backend() as WasmInsides).wasm.asm.memory as WebAssembly.Memory;
  const values = samples(1000);
  const old = tf.tensor1d(values.slice());
  const filler: { dispose(): void }[] = [];
  /** Elements of a tensor that does not fit the memory as it is. */
  const more = () => memory.buffer.byteLength / 4;

  // It grows between two calls, and by the output of one.
  const { buffer } = memory;
  filler.push(tf.zeros([more()]));
  expect(buffer.byteLength).toBe(0);
  expect(bits(tf.relu(old).dataSync())).toEqual(bits(relu(values)));
  const large = tf.fill([Math.ceil(more() / 2)], -5);
  const outputs = [];
  for (let grown = memory.buffer; grown.byteLength > 0; ) outputs.push(tf.leakyRelu(large, 0.5));
  const last = outputs[outputs.length - 1].dataSync();
  expect(last.length).toBe(large.size);
  expect(last.every((value) => value === -2.5)).toBe(true);
  expect(bits(tf.leakyRelu(old, 0.5).dataSync())).toEqual(bits(leakyRelu(values, { alpha: 0.5 })));

  // And by an input that comes from another backend, after the output was made.
  await tf.setBackend('cpu');
  const elsewhere = tf.fill([more()], -3);
  await tf.setBackend('wasm');
  const output = tf.leakyRelu(elsewhere, 0.5);
  expect(output.dataSync().every((value) => value === -1.5)).toBe(true);

  for (const tensor of [...filler, ...outputs, large, elsewhere, output]) tensor.dispose();
});
