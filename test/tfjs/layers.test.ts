import type * as core from '@tensorflow/tfjs-core';
import type * as tfjsLayers from '@tensorflow/tfjs-layers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Acceleration } from '../../src/tfjs/index.js';
import { load, tensorFlow } from './bundle.mjs';
import { accelerateAll, BACKENDS, layers, MathBackendCPU, tf, warnings } from './tf.js';

let said: string[];
let acceleration: Acceleration;

afterEach(() => {
  acceleration.restore();
  tf.disposeVariables(); // the models' weights, of which the next file's engine would know
  vi.restoreAllMocks();
});

/** Phi, by a series whose terms have one sign: in float64, for abs(x) up to 6. */
function normal(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n++) {
    term *= x ** 2 / (2 * n + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-(x ** 2) / 2)) / Math.sqrt(2 * Math.PI);
}
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.log1p(Math.exp(x));
const clip = (x: number, min: number, max: number) => Math.min(Math.max(x, min), max);

type Build = () => unknown;
interface Row {
  readonly name: string;
  /** The name under which TensorFlow.js knows the kernel that runs after `accelerate`. */
  readonly kernel: string;
  readonly layer: Build;
  /** Its formula in float64. */
  readonly formula: (x: number) => number;
}

const activation = (name: string) => () =>
  layers.layers.activation({ activation: name as 'relu', inputShape: [8], name: 'layer' });
const advanced =
  <T>(make: (options: T & { inputShape: number[]; name: string }) => unknown, options: T) =>
  () =>
    make({ ...options, inputShape: [8], name: 'layer' });
const { leakyReLU, prelu, elu, thresholdedReLU, reLU } = layers.layers;

const rows: readonly Row[] = [
  { name: 'elu', kernel: 'Elu', layer: activation('elu'), formula: (x) => (x > 0 ? x : Math.expm1(x)) },
  {
    ...{ name: 'selu', kernel: 'Selu', layer: activation('selu') },
    formula: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)),
  },
  { name: 'relu', kernel: 'Relu', layer: activation('relu'), formula: (x) => Math.max(x, 0) },
  { name: 'relu6', kernel: 'wasm-activations/relu6', layer: activation('relu6'), formula: (x) => clip(x, 0, 6) },
  { name: 'sigmoid', kernel: 'Sigmoid', layer: activation('sigmoid'), formula: sigmoid },
  {
    ...{ name: 'hardSigmoid', kernel: 'wasm-activations/hardSigmoid', layer: activation('hardSigmoid') },
    formula: (x) => clip(0.2 * x + 0.5, 0, 1),
  },
  { name: 'softplus', kernel: 'Softplus', layer: activation('softplus'), formula: softplus },
  {
    ...{ name: 'softsign', kernel: 'wasm-activations/softsign', layer: activation('softsign') },
    formula: (x) => x / (1 + Math.abs(x)),
  },
  { name: 'tanh', kernel: 'Tanh', layer: activation('tanh'), formula: Math.tanh },
  { name: 'gelu', kernel: 'wasm-activations/gelu', layer: activation('gelu'), formula: (x) => x * normal(x) },
  {
    ...{ name: 'gelu_new', kernel: 'wasm-activations/geluTanh', layer: activation('gelu_new') },
    formula: (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  },
  {
    ...{ name: 'mish', kernel: 'wasm-activations/mish', layer: activation('mish') },
    formula: (x) => x * Math.tanh(softplus(x)),
  },
  {
    ...{ name: 'swish', kernel: 'wasm-activations/silu', layer: activation('swish') },
    formula: (x) => x * sigmoid(x),
  },
  {
    ...{ name: 'LeakyReLU', kernel: 'LeakyRelu', layer: advanced(leakyReLU, { alpha: 0.125 }) },
    formula: (x) => (x > 0 ? x : 0.125 * x),
  },
  {
    ...{ name: 'PReLU', kernel: 'Prelu', layer: advanced(prelu, { alphaInitializer: 'ones' as const }) },
    formula: (x) => x,
  },
  { name: 'ELU', kernel: 'Elu', layer: advanced(elu, {}), formula: (x) => (x > 0 ? x : Math.expm1(x)) },
  {
    ...{ name: 'ThresholdedReLU', kernel: 'wasm-activations/thresholdedRelu' },
    layer: advanced(thresholdedReLU, { theta: 0.75 }),
    formula: (x) => (x > 0.75 ? x : 0),
  },
  {
    ...{ name: 'ReLU', kernel: 'wasm-activations/hardtanh', layer: advanced(reLU, { maxValue: 3 }) },
    formula: (x) => clip(x, 0, 3),
  },
];

/** No kinks among them. */
const POINTS = [-5.5, -2.75, -1.25, -0.3, 0.4, 1.3, 2.25, 5.75];

type Model = tfjsLayers.Sequential;
const modelOf = (layer: Build): Model =>
  layers.sequential({ layers: [layer() as tfjsLayers.layers.Layer], name: 'model' });
const outputOf = (model: Model) => (x: core.Tensor) => model.apply(x) as core.Tensor;
/** One row of a batch. */
const batch = (values: readonly number[]) => tf.tensor2d([[...values]]);

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  for (const [i, value] of expected.entries()) {
    const distance = Math.abs(actual[i] - value) / Math.max(1, Math.abs(value));
    expect(distance, `element ${i}: ${actual[i]} for ${value}`).toBeLessThan(tolerance);
  }
}

/** The model's results, its gradient, and the gradient of that by x and by the gradient from above. */
function results(model: Model) {
  const f = outputOf(model);
  const x = batch(POINTS);
  const above = batch(POINTS.map((_, i) => 1 - i / 4));
  const gradient = (x: core.Tensor, dy: core.Tensor) => tf.grad(f)(x, dy);
  const [byX, byAbove] = tf.grads(gradient)([x, above], tf.mul(above, 2));
  return [f(x), gradient(x, above), byX, byAbove].map((tensor) => tensor.dataSync());
}

/** The same from a formula, with differences in place of derivatives. */
function expected(formula: (x: number) => number): number[][] {
  const h = 2 ** -10;
  const first = POINTS.map((x) => (formula(x + h) - formula(x - h)) / (2 * h));
  const second = POINTS.map((x) => (formula(x + h) - 2 * formula(x) + formula(x - h)) / h ** 2);
  const dy = POINTS.map((_, i) => 1 - i / 4);
  return [
    POINTS.map(formula),
    first.map((value, i) => value * dy[i]),
    second.map((value, i) => 2 * value * dy[i] ** 2),
    first.map((value, i) => 2 * value * dy[i]),
  ];
}

const kernelsOf = async (model: Model) => {
  const { kernelNames } = await tf.profile(() => outputOf(model)(batch(POINTS)));
  return kernelNames;
};

/** A model as it is saved, and loaded again. */
async function saved(model: Model): Promise<core.io.ModelArtifacts> {
  let artifacts: core.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (given) => {
      artifacts = given;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  return artifacts as core.io.ModelArtifacts;
}
const loaded = (artifacts: core.io.ModelArtifacts) =>
  layers.loadLayersModel(tf.io.fromMemory(artifacts)) as Promise<Model>;
describe.each(BACKENDS)('layers of @tensorflow/tfjs-layers on %s', (backend) => {
  beforeEach(async () => {
    said = warnings();
    await tf.setBackend(backend);
    acceleration = accelerateAll();
  });

  describe.each(rows)('$name', ({ name, kernel, layer, formula }) => {
    test('one kernel of ours: forward, gradient and gradient of the gradient are those of the formula', async () => {
      const model = modelOf(layer);
      const isBuilt = outputOf(model)(batch(POINTS)); // proves the class first
      isBuilt.dispose();
      expect((await kernelsOf(model)).filter((name) => name !== 'Identity')).toEqual([kernel]);
      const wanted = expected(formula);
      for (const [i, values] of results(model).entries()) expectClose(values, wanted[i], i === 0 ? 1e-6 : 1e-5);
      expect(said).toEqual([]);
    });

    test('saved as by TensorFlow.js alone, loaded with and without ours', async () => {
      const ours = await saved(modelOf(layer));
      acceleration.restore();
      const own = await saved(modelOf(layer));
      expect(ours.modelTopology).toEqual(own.modelTopology);
      expect(ours.weightSpecs).toEqual(own.weightSpecs);
      expect(ours.weightData).toEqual(own.weightData);
      if (name === 'gelu_new') {
        // Version 4.22 writes the name in the style of Python and reads it in that of JavaScript.
        await expect(loaded(ours)).rejects.toThrow('Unknown activation: geluNew');
        return;
      }
      const values = async () => outputOf(await loaded(ours))(batch(POINTS)).dataSync();
      expectClose(await values(), POINTS.map(formula), 1e-5);
      acceleration = accelerateAll();
      expectClose(await values(), POINTS.map(formula), 1e-6);
    });

    test('also a model built before; after restore both run what they ran without', async () => {
      acceleration.restore();
      const before = modelOf(layer);
      const kernels = await kernelsOf(before);
      const values = outputOf(before)(batch(POINTS)).dataSync();
      acceleration = accelerateAll();
      outputOf(before)(batch(POINTS));
      expect(await kernelsOf(before)).toContain(kernel);
      const during = modelOf(layer);
      acceleration.restore();
      for (const model of [before, during]) {
        expect(await kernelsOf(model)).toEqual(kernels);
        expect(outputOf(model)(batch(POINTS)).dataSync()).toEqual(values);
      }
    });
  });

  /** y and its gradient for a row in float64. */
  const rowsOfValues = [
    ['softmax', activation('softmax')],
    ['Softmax', advanced(layers.layers.softmax, { axis: -1 })],
    ['logSoftmax', activation('logSoftmax')],
  ] as const;
  test.each(rowsOfValues)('%s', async (name, layer) => {
    const model = modelOf(layer);
    outputOf(model)(batch(POINTS));
    const kernels = (await kernelsOf(model)).filter((kernel) => !['Identity', 'Reshape'].includes(kernel));
    expect(kernels).toEqual([name === 'logSoftmax' ? 'wasm-activations/logSoftmax' : 'Softmax']);
    const f = (x: readonly number[]) => {
      const sum = x.reduce((total, value) => total + Math.exp(value), 0);
      return x.map((value) => (name === 'logSoftmax' ? value - Math.log(sum) : Math.exp(value) / sum));
    };
    const above = POINTS.map((_, i) => 1 - i / 4);
    const total = (x: readonly number[]) => f(x).reduce((sum, y, i) => sum + y * above[i], 0);
    const h = 2 ** -10;
    const moved = (x: readonly number[], i: number, by: number) => x.map((value, j) => (i === j ? value + by : value));
    const gradient = (x: readonly number[]) =>
      POINTS.map((_, i) => (total(moved(x, i, h)) - total(moved(x, i, -h))) / (2 * h));
    const weights = POINTS.map((_, i) => 2 - i / 3);
    const weighted = (x: readonly number[]) => gradient(x).reduce((sum, value, i) => sum + value * weights[i], 0);
    const byX = POINTS.map((_, i) => (weighted(moved(POINTS, i, h)) - weighted(moved(POINTS, i, -h))) / (2 * h));

    const output = outputOf(model);
    const first = (x: core.Tensor, dy: core.Tensor) => tf.grad(output)(x, dy);
    const [x, dy] = [batch(POINTS), batch(above)];
    expectClose(output(x).dataSync(), f(POINTS), 1e-6);
    expectClose(first(x, dy).dataSync(), gradient(POINTS), 1e-5);
    const [second, byAbove] = tf.grads(first)([x, dy], batch(weights));
    expectClose(second.dataSync(), byX, 1e-4);
    // The gradient is linear in dy: by dy_j it is sum_i weights_i d(gradient_i)/d(dy_j).
    const jacobian = POINTS.map((_, j) =>
      POINTS.reduce(
        (sum, _, i) => sum + weights[i] * ((f(moved(POINTS, i, h))[j] - f(moved(POINTS, i, -h))[j]) / (2 * h)),
        0,
      ),
    );
    expectClose(byAbove.dataSync(), jacobian, 1e-5);
    expect(said).toEqual([]);
  });

  test('another argument or dtype goes to the own method', () => {
    const swish = layers.layers.activation({ activation: 'swish', inputShape: [2] }) as unknown as {
      activation: { apply(x: core.Tensor, alpha?: number): core.Tensor };
    };
    const x = tf.tensor1d([-1, 2]);
    expectClose(swish.activation.apply(x, 2).dataSync(), [-1 * sigmoid(-2), 2 * sigmoid(4)], 1e-6);
    expectClose(swish.activation.apply(x, -2).dataSync(), [-1 * sigmoid(2), 2 * sigmoid(-4)], 1e-6);
    expect(said).toEqual([]);
    const ints = swish.activation.apply(tf.tensor1d([-1, 2], 'int32')).dataSync();
    expectClose(ints, [-sigmoid(-1), 2 * sigmoid(2)], 1e-6);
    expect(said).toEqual(['wasm-activations/tfjs: TensorFlow.js keeps its own kernels for tensors of int32']);
  });

  /** The methods of tfjs-layers' objects, on [[1, -2]], and whether ours runs. */
  const calls: [what: string, call: (x: core.Tensor) => core.Tensor, isOurs: boolean, expected: number[] | string][] = [
    ...[undefined, -1, 1].map((axis): (typeof calls)[number] => [
      `logSoftmax along axis ${axis}`,
      (x) => methodsOf('logSoftmax').apply(x, axis),
      true,
      [-Math.log1p(Math.exp(-3)), -3 - Math.log1p(Math.exp(-3))],
    ]),
    ['logSoftmax along axis 0', (x) => methodsOf('logSoftmax').apply(x, 0), false, 'non-last dimension'],
    ['swish of 2', (x) => methodsOf('swish').apply(x, 2), true, [sigmoid(2), -2 * sigmoid(-4)]],
    ['swish of 0', (x) => methodsOf('swish').apply(x, 0), false, [0.5, -1]],
    ['swish of -2', (x) => methodsOf('swish').apply(x, -2), false, [sigmoid(-2), -2 * sigmoid(4)]],
    ['swish of a tensor', (x) => methodsOf('swish').apply(x, tf.scalar(2)), false, [sigmoid(2), -2 * sigmoid(-4)]],
    ['ReLU up to 0.5', (x) => reLU({ maxValue: 0.5 }).apply(x) as core.Tensor, true, [0.5, 0]],
    ['ReLU up to 0', (x) => reLU({ maxValue: 0 }).apply(x) as core.Tensor, false, [0, 0]],
    ['ReLU without an end', (x) => reLU().apply(x) as core.Tensor, false, [1, 0]],
    ['ThresholdedReLU from -3', (x) => thresholdedReLU({ theta: -3 }).apply(x) as core.Tensor, true, [1, -2]],
  ];
  const methodsOf = (name: string) =>
    (
      layers.layers.activation({ activation: name as 'relu' }) as unknown as {
        activation: { apply(x: core.Tensor, argument?: unknown): core.Tensor };
      }
    ).activation;

  test.each(calls)('%s: ours where it is the same', async (_, call, isOurs, expected) => {
    const run = () => call(tf.tensor2d([[1, -2]]));
    if (typeof expected === 'string') {
      expect(run).toThrow(expected);
      return;
    }
    run().dispose(); // proves the class first
    let values: ArrayLike<number> = [];
    const { kernelNames } = await tf.profile(() => {
      const y = run();
      values = y.dataSync();
      return y;
    });
    expectClose(values, expected, 1e-6);
    expect(kernelNames.some((kernel) => kernel.startsWith('wasm-activations/'))).toBe(isOurs);
    expect(said).toEqual([]);
  });

  test('a list of one tensor is that tensor; one of two goes to the own method', () => {
    const { apply } = Object.getPrototypeOf(methodsOf('mish'));
    const x = tf.tensor1d([1, -2]);
    expectClose(
      apply.call({}, [x]).dataSync(),
      [1, -2].map((v) => v * Math.tanh(softplus(v))),
      1e-6,
    );
    expect(() => apply.call({}, [x, x])).toThrow();
    const layer = reLU({ maxValue: 0.5 });
    expect(() => layer.apply([x, x])).toThrow();
  });

  test('training leaves no tensor behind', async () => {
    const names = ['gelu', 'gelu_new', 'mish', 'swish', 'softsign', 'hardSigmoid', 'relu6'] as const;
    const model = layers.sequential();
    for (const [i, name] of names.entries()) {
      model.add(layers.layers.dense({ units: 4, activation: name as 'relu', ...(i === 0 ? { inputShape: [3] } : {}) }));
    }
    for (const layer of [prelu(), elu(), leakyReLU(), thresholdedReLU({ theta: 0.5 }), reLU({ maxValue: 6 })]) {
      model.add(layer);
    }
    model.add(layers.layers.dense({ units: 2, activation: 'logSoftmax' as 'relu' }));
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const xs = tf.ones([5, 3]);
    const ys = tf.ones([5, 2]);
    const dataset = {
      iterator: async () => {
        let count = 0;
        const next = async () =>
          count++ < 2 ? { done: false, value: { xs: tf.clone(xs), ys: tf.clone(ys) } } : { done: true, value: null };
        return { next };
      },
      batchesPerEpoch: 2,
    };
    const optimizer = tf.train.sgd(0.01);
    const steps = async () => {
      await model.fit(xs, ys, { epochs: 1, verbose: 0 });
      await model.fitDataset(dataset as never, { epochs: 1, batchesPerEpoch: 2, verbose: 0 });
      (model.predict(xs) as core.Tensor).dispose();
      const weights = model.trainableWeights.map((weight) => weight.read() as core.Variable);
      const { value, grads } = tf.variableGrads(() => tf.sum(model.apply(xs) as core.Tensor) as core.Scalar, weights);
      tf.dispose([value, grads]);
      const loss = () => tf.mean(tf.square(model.apply(xs) as core.Tensor)) as core.Scalar;
      optimizer.minimize(loss, true, weights)?.dispose();
    };
    await steps();
    const before = { ...tf.memory(), data: tf.backend().numDataIds() };
    await steps();
    expect({ ...tf.memory(), data: tf.backend().numDataIds() }).toEqual(before);
  });

  test('a recurrent layer: hardSigmoid in its gates', async () => {
    const make = () =>
      layers.sequential({
        layers: [
          layers.layers.lstm({
            ...{ units: 3, inputShape: [4, 2], recurrentActivation: 'hardSigmoid', kernelInitializer: 'ones' },
            recurrentInitializer: 'ones',
          }),
        ],
      });
    const x = tf.tensor3d([0.1, -0.2, 0.3, 0.5, -0.4, 0.2, 0.7, -0.1], [1, 4, 2]);
    const values = (make().predict(x) as core.Tensor).dataSync();
    const { kernelNames } = await tf.profile(() => make().predict(x) as core.Tensor);
    expect(kernelNames).toContain('wasm-activations/hardSigmoid');
    acceleration.restore();
    expectClose(values, [...(make().predict(x) as core.Tensor).dataSync()], 1e-6);
  });
});

describe('@tensorflow/tfjs-layers and other classes', () => {
  const named = (acceleration: Acceleration) =>
    acceleration.kept.filter(({ className }) => className === 'mish').map(({ reason }) => reason);

  test('loaded after accelerate', async () => {
    warnings();
    const other = await load(`
      ${tensorFlow}
      export const loadLayers = () => require('@tensorflow/tfjs-layers');
    `);
    const { accelerate } = await import('../../src/tfjs/index.js');
    acceleration = accelerate(other.tf, { prefer: 'accuracy' });
    expect(named(acceleration)).toEqual(Array(4).fill('@tensorflow/tfjs-layers is not loaded'));
    const late = other.loadLayers();
    expect(named(acceleration)).toEqual([]);
    await other.tf.setBackend('cpu');
    const layer = late.layers.activation({ activation: 'mish', inputShape: [1] });
    const x = other.tf.tensor2d([[1]]);
    layer.apply(x);
    const { kernelNames } = await other.tf.profile(() => layer.apply(x));
    expect(kernelNames).toContain('wasm-activations/mish');
    acceleration.restore();
    const { kernelNames: own } = await other.tf.profile(() => layer.apply(x));
    expect(own).not.toContain('wasm-activations/mish');
  });

  test('a class of the same name that computes something else keeps its own, and that is said once', async () => {
    said = warnings();
    await tf.setBackend('cpu');
    const { classNameMap } = tf.serialization.SerializationMap.getMap();
    const theirs = classNameMap.mish;
    const [Mish] = theirs as unknown as [new () => { apply(x: core.Tensor): core.Tensor }];
    /** The same for x > 0. */
    class Other extends Mish {
      static readonly className = 'mish';
      override apply(x: core.Tensor) {
        return tf.add(super.apply(tf.relu(x)), tf.minimum(x, 0));
      }
    }
    acceleration = accelerateAll();
    tf.serialization.registerClass(Other as never);
    const layer = layers.layers.activation({ activation: 'mish' as 'relu', inputShape: [2] });
    const values = () => [...(layer.apply(tf.tensor2d([[1, -3]])) as core.Tensor).dataSync()];
    const wanted = [Math.tanh(softplus(1)), -3];
    expectClose(values(), wanted, 1e-6);
    expectClose(values(), wanted, 1e-6);
    expect(said).toEqual([
      "wasm-activations/tfjs: TensorFlow.js keeps its own mish: it computes something else than version 4.22's",
    ]);
    expect(named(acceleration)).toEqual(Array(4).fill('this class computes something else'));
    classNameMap.mish = theirs;
  });

  test('a class of the same name without a method of its own keeps what it inherits', async () => {
    said = warnings();
    await tf.setBackend('cpu');
    const { classNameMap } = tf.serialization.SerializationMap.getMap();
    const theirs = classNameMap.mish;
    const [Mish] = theirs as unknown as [new () => object];
    class Heir extends Mish {
      static readonly className = 'mish';
    }
    tf.serialization.registerClass(Heir as never);
    acceleration = accelerateAll();
    expect(named(acceleration)).toEqual(Array(4).fill('this class is not that of @tensorflow/tfjs-layers'));
    const model = modelOf(activation('mish'));
    outputOf(model)(batch(POINTS));
    expect(await kernelsOf(model)).not.toContain('wasm-activations/mish');
    expect(said).toEqual([]);
    classNameMap.mish = theirs;
  });

  test('restore leaves alone what others have put in place of ours', () => {
    warnings();
    const { SerializationMap } = tf.serialization;
    const [Mish] = SerializationMap.getMap().classNameMap.mish as unknown as [{ prototype: { apply: unknown } }];
    const own = { register: SerializationMap.register, apply: Mish.prototype.apply };
    acceleration = accelerateAll();
    const theirs = { register: () => {}, apply: () => {} };
    SerializationMap.register = theirs.register;
    Mish.prototype.apply = theirs.apply;
    acceleration.restore();
    expect(SerializationMap.register).toBe(theirs.register);
    expect(Mish.prototype.apply).toBe(theirs.apply);
    SerializationMap.register = own.register;
    Mish.prototype.apply = own.apply;
  });

  test('on a backend that is registered later they keep their own methods', async () => {
    said = warnings();
    await tf.setBackend('cpu');
    const factory = tf.findBackendFactory('wasm');
    tf.removeBackend('wasm');
    acceleration = accelerateAll();
    tf.registerBackend('wasm', factory);
    const model = modelOf(activation('mish'));
    const kernels = async (backend: string) => {
      await tf.setBackend(backend);
      outputOf(model)(batch(POINTS));
      return kernelsOf(model);
    };
    expect(await kernels('wasm')).not.toContain('wasm-activations/mish');
    expect(await kernels('cpu')).toContain('wasm-activations/mish');
    expect(said).toEqual([]);
  });

  test('on another backend they keep their own methods', async () => {
    said = warnings();
    tf.copyRegisteredKernels('cpu', 'other');
    tf.registerBackend('other', () => new MathBackendCPU());
    await tf.setBackend('other');
    acceleration = accelerateAll();
    const model = modelOf(activation('mish'));
    expectClose(
      outputOf(model)(batch(POINTS)).dataSync(),
      POINTS.map((x) => x * Math.tanh(softplus(x))),
      1e-5,
    );
    expect(await kernelsOf(model)).not.toContain('wasm-activations/mish');
    expect(said).toEqual([]);
    await tf.setBackend('cpu');
    tf.removeBackend('other');
  });

  test('`ops` names some of them', async () => {
    warnings();
    const { accelerate } = await import('../../src/tfjs/index.js');
    acceleration = accelerate(tf, { ops: ['gelu_new'] });
    expect(acceleration.replaced).toEqual(
      ['wasm', 'cpu']
        .sort()
        .flatMap((backend) =>
          ['forward', 'gradient'].map((part) => ({ backend, op: 'gelu_new', className: 'gelu_new', part })),
        ),
    );
    await tf.setBackend('cpu');
    const x = batch(POINTS);
    const kernels = async (name: string) => {
      const model = modelOf(activation(name));
      outputOf(model)(x);
      return (await tf.profile(() => outputOf(model)(x))).kernelNames;
    };
    expect(await kernels('gelu_new')).toContain('wasm-activations/geluTanh');
    expect(await kernels('mish')).not.toContain('wasm-activations/mish');
  });
});
