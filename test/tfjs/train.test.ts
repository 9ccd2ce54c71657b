import type * as core from '@tensorflow/tfjs-core';
import { afterEach, expect, test, vi } from 'vitest';
import { accelerate } from '../../src/tfjs/index.js';
import { tf, warnings } from './tf.js';

afterEach(() => {
  tf.disposeVariables();
  vi.restoreAllMocks();
});

/** The losses of a small network, two hidden layers, that learns y = sin(3x) in forty steps of Adam. */
function losses(alpha?: number): number[] {
  return tf.tidy(() => {
    const x = tf.reshape(tf.linspace(-1, 1, 64), [64, 1]) as core.Tensor2D;
    const y = tf.sin(tf.mul(x, 3));
    const weights = (shape: [number, number], seed: number) => {
      const bound = 1 / Math.sqrt(shape[0]);
      return tf.variable(tf.randomUniform(shape, -bound, bound, 'float32', seed));
    };
    const first = weights([1, 16], 1);
    const bias = weights([1, 16], 2);
    const second = weights([16, 16], 3);
    const third = weights([16, 1], 4);
    const network = () => {
      const hidden = tf.relu(tf.add(tf.matMul(x, first), bias)) as core.Tensor2D;
      return tf.matMul(tf.leakyRelu(tf.matMul(hidden, second), alpha), third);
    };
    const optimizer = tf.train.adam(0.03);
    const loss = () => tf.mean(tf.squaredDifference(network(), y)) as core.Scalar;
    return Array.from({ length: 40 }, () => {
      const cost = optimizer.minimize(loss, true);
      if (cost === null) throw new Error('no cost');
      return cost.dataSync()[0];
    });
  });
}

/** With TensorFlow.js's own kernels, and with ours. */
async function both(backend: string, alpha?: number): Promise<[number[], number[]]> {
  const said = warnings();
  await tf.setBackend(backend);
  const own = losses(alpha);
  const acceleration = accelerate(tf);
  const ours = losses(alpha);
  expect(acceleration.kept).toEqual([]);
  acceleration.restore();
  expect(own[39]).toBeLessThan(own[0] / 10); // it did learn
  expect(said).toEqual([]);
  return [own, ours];
}

test('trains to the same losses on wasm, to the bit', async () => {
  const [own, ours] = await both('wasm');
  expect(ours).toEqual(own);
});

test('trains to the same losses on cpu, to the bit, with a slope that is a float32', async () => {
  const [own, ours] = await both('cpu', 0.25);
  expect(ours).toEqual(own);
});

test('with the default slope, which the cpu backend keeps in float64, they differ by its rounding', async () => {
  const [own, ours] = await both('cpu');
  expect(ours).not.toEqual(own);
  // Seen: 1.5e-7 at most.
  for (const [i, loss] of own.entries()) expect(Math.abs(ours[i] - loss)).toBeLessThan(1e-6 * loss);
});
