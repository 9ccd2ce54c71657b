import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { leakyRelu, relu } from '../../src/index.js';
import { type Acceleration, accelerate } from '../../src/tfjs/index.js';
import { BACKENDS, bits, negativeNaN, samples, tf, type WasmInsides, warnings } from './tf.js';

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
    acceleration = accelerate(tf);
  });

  test.each([0, 1, 13, 1000, 70_001])('%i elements: the bits of relu and leakyRelu', (length) => {
    const values = samples(length);
    const x = tf.tensor1d(values.slice());
    expect(bits(tf.relu(x).dataSync())).toEqual(bits(relu(values)));
    expect(bits(tf.leakyRelu(x, -3).dataSync())).toEqual(bits(leakyRelu(values, { alpha: -3 })));
    expect(bits(x.dataSync())).toEqual(bits(values));
    expect(said).toEqual([]);
  });

  test.each([0, 1, 13, 1000, 70_001])('%i elements: the bits of the gradients, the left one at 0', (length) => {
    const values = samples(length);
    const above = samples(length, 2).reverse();
    const x = tf.tensor1d(values.slice());
    const dy = tf.tensor1d(above.slice());
    const ours = { dy: above, kink: 'left' } as const;
    expect(
      bits(
        tf
          .grad((v) => tf.relu(v))(x, dy)
          .dataSync() as Float32Array,
      ),
    ).toEqual(bits(relu.grad(values, ours)));
    expect(
      bits(
        tf
          .grad((v) => tf.leakyRelu(v, 0.3))(x, dy)
          .dataSync() as Float32Array,
      ),
    ).toEqual(bits(leakyRelu.grad(values, { ...ours, alpha: 0.3 })));
    expect(said).toEqual([]);
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

  test('gradients of gradients', () => {
    const x = tf.tensor1d([-3, 0, 2, 5]);
    // (f(x)^2)'' is 2 * f'(x)^2, since f'' is 0.
    const second = (f: (v: typeof x) => typeof x) =>
      tf
        .grad((v) => tf.grad((w) => tf.square(f(w as typeof x)))(v))(x)
        .dataSync();
    expect(second((v) => tf.relu(v))).toEqual(Float32Array.of(0, 0, 2, 2));
    expect(second((v) => tf.leakyRelu(v, 0.5))).toEqual(Float32Array.of(0.5, 0.5, 2, 2));
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

  test('leaves no tensor behind', () => {
    const x = tf.tensor1d(samples(100));
    const gradient = tf.grad((v) => tf.leakyRelu(tf.relu(v)));
    gradient(x).dispose();
    const before = { ...tf.memory(), data: tf.backend().numDataIds() };
    gradient(x).dispose();
    tf.relu(x).dispose();
    expect({ ...tf.memory(), data: tf.backend().numDataIds() }).toEqual(before);
  });
});

test("TensorFlow.js's wasm relu hides a NaN, ours does not", async () => {
  await tf.setBackend('wasm');
  const x = tf.tensor1d(negativeNaN());
  expect(x.dataSync()).toEqual(Float32Array.of(Number.NaN));
  expect(tf.relu(x).dataSync()).toEqual(Float32Array.of(0));
  acceleration = accelerate(tf);
  expect(tf.relu(x).dataSync()).toEqual(Float32Array.of(Number.NaN));
});

test("TensorFlow.js's memory may grow", async () => {
  await tf.setBackend('wasm');
  acceleration = accelerate(tf);
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
