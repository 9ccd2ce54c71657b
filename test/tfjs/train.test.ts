import type * as core from '@tensorflow/tfjs-core';
import { afterEach, expect, test, vi } from 'vitest';
import { accelerateAll, operation, tf, warnings } from './tf.js';

afterEach(() => {
  tf.disposeVariables();
  vi.restoreAllMocks();
});

type Layer = (x: core.Tensor) => core.Tensor;

/** The losses of a small network, two hidden layers, that learns y = sin(3x) in forty steps of Adam. */
function losses(first: Layer, second: Layer): number[] {
  return tf.tidy(() => {
    const x = tf.reshape(tf.linspace(-1, 1, 64), [64, 1]) as core.Tensor2D;
    const y = tf.sin(tf.mul(x, 3));
    const weights = (shape: [number, number], seed: number) => {
      const bound = 1 / Math.sqrt(shape[0]);
      return tf.variable(tf.randomUniform(shape, -bound, bound, 'float32', seed));
    };
    const [one, bias, two, three] = [
      weights([1, 16], 1),
      weights([1, 16], 2),
      weights([16, 16], 3),
      weights([16, 1], 4),
    ];
    const network = () => {
      const hidden = first(tf.add(tf.matMul(x, one), bias)) as core.Tensor2D;
      return tf.matMul(second(tf.matMul(hidden, two)) as core.Tensor2D, three);
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
async function both(backend: string, first: Layer, second: Layer): Promise<[number[], number[]]> {
  const said = warnings();
  await tf.setBackend(backend);
  const own = losses(first, second);
  const acceleration = accelerateAll();
  const ours = losses(first, second);
  expect(acceleration.kept).toEqual([]);
  acceleration.restore();
  expect(own[39]).toBeLessThan(own[0] / 4); // it did learn
  expect(said).toEqual([]);
  return [own, ours];
}

const leaky = (alpha?: number) => (x: core.Tensor) => tf.leakyRelu(x, alpha);

function expectClose(ours: number[], own: number[], relative: number): void {
  for (const [i, loss] of own.entries()) expect(Math.abs(ours[i] - loss)).toBeLessThan(relative * loss);
}

test('trains to the same losses on wasm, to the bit', async () => {
  const [own, ours] = await both('wasm', tf.relu, leaky());
  expect(ours).toEqual(own);
});

test('trains to the same losses on cpu, to the bit, with a slope that is a float32', async () => {
  const [own, ours] = await both('cpu', tf.relu, leaky(0.25));
  expect(ours).toEqual(own);
});

test('with the default slope, which the cpu backend keeps in float64, they differ by its rounding', async () => {
  const [own, ours] = await both('cpu', tf.relu, leaky());
  expect(ours).not.toEqual(own);
  // Seen: 1.5e-7 at most.
  expectClose(ours, own, 1e-6);
});

const smooth = ['elu', 'selu', 'sigmoid', 'softmax', 'softplus', 'tanh'] as const;

test.each(smooth.flatMap((op) => ['wasm', 'cpu'].map((backend) => [op, backend] as const)))(
  '%s on %s: losses differ by rounding',
  async (op, backend) => {
    const [own, ours] = await both(backend, operation(op), operation(op));
    // Seen: 7.3e-7 at most.
    expectClose(ours, own, 1e-5);
  },
);
