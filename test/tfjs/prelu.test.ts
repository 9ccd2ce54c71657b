import type * as core from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createActivations } from '../../src/index.js';
import { innerOf } from '../../src/tfjs/broadcasting.js';
import { type Acceleration, accelerate } from '../../src/tfjs/index.js';
import { BACKENDS, bits, samples, tf, warnings } from './tf.js';

const { prelu } = createActivations();

let said: string[];
let acceleration: Acceleration;

afterEach(() => {
  acceleration.restore();
  vi.restoreAllMocks();
});

const size = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);
const slopesOf = (shape: readonly number[]) => Float32Array.from({ length: size(shape) }, (_, i) => 0.3 - i / 7);
/** By x and by alpha. */
const gradients = tf.grads((x, alpha) => tf.prelu(x, alpha));

/** Of shape [2, 3], with a slope for each column: all results are exact. */
const POINTS = [-2, -1, 0, 0.5, 3, -0.5];
const SLOPES = [0.5, -0.25, 2];
const ABOVE = [1, -2, 3, 0.5, -1, 4];

/** x's shape, alpha's, and `inner`. */
const BROADCAST: [number[], number[], number][] = [
  [[7], [], 7],
  [[7], [1], 7],
  [[2, 3, 5], [1, 1, 1], 30],
  [[7], [7], 1],
  [[70, 13], [13], 1],
  [[70, 13], [1, 13], 1],
  [[4, 5, 6, 3], [3], 1],
  [[4, 5, 6, 3], [5, 6, 3], 1],
  [[4, 5, 6, 3], [1, 6, 3], 1],
  [[4, 5, 6, 3], [5, 1, 1], 18],
  [[4, 5, 6, 3], [1, 5, 6, 1], 3],
  [[4, 5, 6, 3], [4, 1, 1, 1], 90],
  [[2, 1, 3], [2, 1, 3], 1],
  [[200, 101], [101], 1],
];

describe.each(BACKENDS)('prelu on %s', (backend) => {
  beforeEach(async () => {
    said = warnings();
    await tf.setBackend(backend);
    acceleration = accelerate(tf);
  });

  test.each(BROADCAST)(
    'x of %j, alpha of %j: the bits of the definition, also of the gradient by x, the left one at 0',
    (xShape, shape, inner) => {
      const values = samples(size(xShape)).map((value) => (Number.isNaN(value) ? -0 : value));
      const above = samples(size(xShape), 2).reverse();
      const slopes = slopesOf(shape);
      const x = tf.tensor(values.slice(), xShape);
      const alpha = tf.tensor(slopes.slice(), shape);
      const y = tf.prelu(x, alpha);
      expect(y.shape).toEqual(xShape);
      // The definition, each product rounded once; for the sums our own order.
      const slopeOf = (i: number) => slopes[Math.floor(i / inner) % slopes.length];
      const expected = values.map((value, i) => (value < 0 ? value * slopeOf(i) : value));
      expect(bits(y.dataSync())).toEqual(bits(expected));
      const [byX, byAlpha] = gradients([x, alpha], tf.tensor(above.slice(), xShape));
      expect(byX.shape).toEqual(xShape);
      expect(byAlpha.shape).toEqual(shape);
      const options = { inner, dy: above };
      const expectedByX = above.map((dy, i) => (values[i] > 0 ? dy : dy * slopeOf(i)));
      expect(bits(byX.dataSync())).toEqual(bits(expectedByX));
      expect(bits(byAlpha.dataSync())).toEqual(bits(prelu.gradAlpha(values, { ...options, channels: slopes.length })));
      expect(said).toEqual([]);
    },
  );

  test("TensorFlow.js's own gradients agree", () => {
    const all = () => gradients([tf.tensor(POINTS, [2, 3]), tf.tensor1d(SLOPES)], tf.tensor(ABOVE, [2, 3]));
    const ours = all().map((tensor) => tensor.dataSync());
    acceleration.restore();
    expect(ours).toEqual(all().map((tensor) => tensor.dataSync()));
  });

  test('gradients of gradients, for which TensorFlow.js alone has none: of the sums of their squares', () => {
    const inputs = [tf.tensor(POINTS, [2, 3]), tf.tensor1d(SLOPES), tf.tensor(ABOVE, [2, 3])];
    /** 0 for -0: that sign is no part of this. */
    const unsigned = (value: number) => value + 0;
    const ofSquares = (part: number) =>
      tf
        .grads((x, alpha, dy) => tf.square(gradients([x, alpha], dy)[part]))(inputs)
        .map((tensor) => [...tensor.dataSync()].map(unsigned));
    /** For each channel. */
    const sums = (values: number[]) => SLOPES.map((_, c) => values[c] + values[c + 3]);
    const slope = POINTS.map((x, i) => (x > 0 ? 1 : SLOPES[i % 3]));
    expect(ofSquares(0)).toEqual([
      POINTS.map(() => 0),
      sums(POINTS.map((x, i) => (x > 0 ? 0 : 2 * slope[i] * ABOVE[i] ** 2))),
      POINTS.map((_, i) => 2 * slope[i] ** 2 * ABOVE[i]),
    ]);
    const byAlpha = sums(POINTS.map((x, i) => (x > 0 ? 0 : ABOVE[i] * x)));
    expect(ofSquares(1)).toEqual([
      POINTS.map((x, i) => (x > 0 ? 0 : 2 * byAlpha[i % 3] * ABOVE[i])),
      [0, 0, 0],
      POINTS.map((x, i) => (x > 0 ? 0 : 2 * byAlpha[i % 3] * x)).map(unsigned),
    ]);
  });

  test.each<[number[], number[]]>([
    [
      [2, 2, 2],
      [2, 1, 2],
    ],
    [
      [4, 5, 6],
      [4, 1, 6],
    ],
    [
      [2, 3],
      [2, 1],
    ],
    [[3], [2, 3]],
    [[], [3]],
    [
      [2, 1, 3],
      [4, 1],
    ],
    [
      [1, 3],
      [2, 1],
    ],
  ])(
    "x of %j, alpha of %j: values, gradients and theirs are those of TensorFlow.js's own sums and products",
    (...shapes) => {
      const composed = (x: core.Tensor, alpha: core.Tensor) =>
        tf.add(tf.mul(x, tf.step(x)), tf.mul(alpha, tf.mul(x, tf.step(tf.neg(x)))));
      // Halves and quarters, so that all sums are exact.
      const [x, alpha] = shapes.map((shape, n) =>
        tf.tensor(
          Array.from({ length: size(shape) }, (_, i) => ((i * 5 + n) % 7) / 2 - 1.25),
          shape,
        ),
      );
      const results = (f: (x: core.Tensor, alpha: core.Tensor) => core.Tensor) => {
        const squares = tf.grads((x, alpha) => tf.square(f(x, alpha)));
        const second = tf.grads((x, alpha) => {
          const [byX, byAlpha] = squares([x, alpha]);
          return tf.add(tf.sum(tf.square(byX)), tf.sum(tf.square(byAlpha)));
        });
        return [f(x, alpha), ...squares([x, alpha]), ...second([x, alpha])].map((tensor) => ({
          shape: tensor.shape,
          values: [...tensor.dataSync()].map((value) => value + 0), // 0 for -0
        }));
      };
      expect(results(tf.prelu)).toEqual(results(composed));
      expect(said).toEqual([]);
    },
  );

  test('shapes that do not broadcast are an error, and nothing is written', () => {
    const { numTensors } = tf.memory();
    const x: core.Tensor = tf.tensor2d([[1, 2]]);
    expect(() => tf.prelu(x, tf.tensor1d([1, 2, 3]))).toThrow('could not be broadcast');
    expect(tf.memory().numTensors).toBe(numTensors + 2);
  });

  /** Said where TensorFlow.js's own result is wrong. */
  const wrong =
    backend === 'wasm'
      ? "; its prelu on 'wasm' takes every alpha for float32 slopes of the last dimension: this result is wrong"
      : '';

  test('slopes that are not finite float32 go to TensorFlow.js; where its own result is wrong, the warning says so', () => {
    const infinite = [1, Number.POSITIVE_INFINITY];
    for (const [slopes, what] of [
      [tf.tensor1d([1, Number.POSITIVE_INFINITY, 2]), 'a parameter that is not finite'],
      [tf.tensor1d([Number.POSITIVE_INFINITY]), 'a parameter that is not finite'],
      [tf.tensor(infinite, [2, 1]), `a parameter that is not finite${wrong}`],
      [tf.tensor1d([1, 2, 3], 'int32'), `tensors of int32${wrong}`],
    ] as const) {
      said.length = 0;
      const x: core.Tensor = tf.fill([2, 2, 3], -1);
      const result = tf.prelu(x, slopes);
      expect(said).toEqual([`wasm-activations/tfjs: TensorFlow.js keeps its own kernels for ${what}`]);
      const isWrong = what.endsWith('wrong');
      const right = tf.mul(x, slopes).dataSync();
      if (isWrong) expect(bits(result.dataSync())).not.toEqual(bits(right));
      else expect(bits(result.dataSync())).toEqual(bits(right));
      const gradient = gradients([x, slopes]).map((tensor) => [...tensor.dataSync()]);
      acceleration.restore();
      expect(bits(result.dataSync())).toEqual(bits(tf.prelu(x, slopes).dataSync()));
      expect(gradient).toEqual(gradients([x, slopes]).map((tensor) => [...tensor.dataSync()]));
      acceleration = accelerate(tf);
    }
  });

  test.each<[number[], number[]]>([
    [[0, 3], [3]],
    [[0, 3], [1]],
    [
      [3, 0],
      [3, 1],
    ],
    [[3, 0], [0]],
  ])('no elements: x of %j, alpha of %j', (xShape, shape) => {
    const y = tf.prelu(tf.zeros(xShape), tf.ones(shape));
    expect(y.shape).toEqual(xShape);
    expect(y.dataSync()).toEqual(new Float32Array(0));
    const [byX, byAlpha] = gradients([tf.zeros(xShape), tf.ones(shape)]);
    expect([byX.shape, byAlpha.shape]).toEqual([xShape, shape]);
    expect(byX.dataSync()).toEqual(new Float32Array(0));
    expect(byAlpha.dataSync()).toEqual(new Float32Array(size(shape)));
  });

  test('NaN stays, where TensorFlow.js selects', () => {
    const x = tf.tensor1d([Number.NaN, 1, 1]);
    const dy = tf.tensor1d([1, Number.NaN, Number.POSITIVE_INFINITY]);
    const [byX, byAlpha] = gradients([x, tf.scalar(0.5)], dy);
    expect(byX.dataSync()).toEqual(Float32Array.of(Number.NaN, Number.NaN, Number.POSITIVE_INFINITY));
    expect(byAlpha.dataSync()).toEqual(Float32Array.of(Number.NaN));
  });

  test('leaves no tensor behind', () => {
    const x: core.Tensor = tf.tensor2d(samples(100), [20, 5]);
    const alpha: core.Tensor = tf.tensor1d([1, 2, 3, 4, 5]);
    const second = tf.grads((x, alpha) => tf.add(...(gradients([x, alpha]) as [core.Tensor, core.Tensor])));
    const run = () => {
      for (const result of [tf.prelu(x, alpha), ...gradients([x, alpha]), ...second([x, alpha])]) result.dispose();
    };
    run();
    const before = { ...tf.memory(), data: tf.backend().numDataIds() };
    run();
    expect({ ...tf.memory(), data: tf.backend().numDataIds() }).toEqual(before);
  });

  test('restore puts its own back, forward and gradient', () => {
    const ours = [tf.getKernel('Prelu', backend), tf.getGradient('Prelu')];
    acceleration.restore();
    const own = [tf.getKernel('Prelu', backend), tf.getGradient('Prelu')];
    expect(own[0]).not.toBe(ours[0]);
    expect(own[1]).not.toBe(ours[1]);
    accelerate(tf, { ops: ['prelu'] });
    accelerate(tf).restore();
    expect(tf.getKernel('Prelu', backend)).toBe(own[0]);
    expect(tf.getGradient('Prelu')).toBe(own[1]);
  });
});

test("TensorFlow.js's wasm prelu takes channels that come first for channels that come last, ours does not", async () => {
  await tf.setBackend('wasm');
  said = warnings();
  const values = () => [...tf.prelu(tf.fill([2, 2], -1), tf.tensor2d([1, 3], [2, 1])).dataSync()];
  expect(values()).toEqual([-1, -3, -1, -3]);
  acceleration = accelerate(tf);
  expect(values()).toEqual([-1, -1, -3, -3]);
});

test.each<[number[], number[], number | undefined]>([
  ...BROADCAST,
  [[4, 5, 6], [4, 1, 6], undefined],
  [[4, 5, 6], [1, 4, 5, 6], undefined],
  [[4, 5, 6], [5], undefined],
  [[0, 3], [1], 1],
  [[], [], 1],
])('x of %j, alpha of %j: inner is %j', (x, alpha, inner) => {
  expect(innerOf(x, alpha)).toBe(inner);
});
