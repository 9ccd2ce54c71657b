import type {
  GradConfig,
  KernelBackend,
  NamedAttrMap,
  NamedTensorMap,
  Tensor,
  TensorInfo,
} from '@tensorflow/tfjs-core';
import { definitionOf } from '../calls/activation.js';
import { everyFunction } from '../generated/functions.js';
import type { Access, Compute } from './access.js';
import { accessTo, backendNames } from './connections.js';
import type { FunctionName, Parameters } from './operations.js';
import { type GradientGradients, gradientGradients } from './secondDerivatives.js';
import type { TensorFlow } from './tensorflow.js';

/** A function of x alone, all of whose parameters are numbers, with a gradient. */
export type UnaryName = Exclude<FunctionName, 'channelSums' | 'prelu'>;
type Given = Readonly<Record<string, unknown>>;
type Call = ((x: Float32Array, options: object) => unknown) & { grad(x: Float32Array, options: object): unknown };

/** Tensors around an elementwise function, f(x + bias) * times, of x's size or of one number for each channel. */
export interface Around {
  readonly bias: TensorInfo | undefined;
  readonly times: TensorInfo | undefined;
  /** How many elements in a row belong to one channel. */
  readonly inner: number;
}

/** One of our functions on the tensors of a backend. */
export interface Kernel {
  /** Its parameters, with their defaults. */
  readonly defaults: Readonly<Record<string, number>>;
  readonly names: readonly string[];
  /** Each result depends on all elements of a row. */
  readonly isRows: boolean;
  readonly forward: (access: Access, x: TensorInfo, given: Given | undefined, around?: Around) => TensorInfo;
  readonly gradient: (
    access: Access,
    x: TensorInfo,
    dy: TensorInfo,
    given: Given | undefined,
    around?: Around,
  ) => TensorInfo;
}

const activations: Readonly<Record<string, { readonly kind: string }>> = /* @__PURE__ */ everyFunction();

function makeKernel(fn: UnaryName): Kernel {
  const activation = activations[fn];
  const isRows = activation.kind === 'rows';
  const definition = isRows ? undefined : definitionOf(activation as never);
  const defaults: Readonly<Record<string, number>> = { ...definition?.parameters };
  const names = Object.keys(defaults);
  // One object for all calls: an object that was made anew took leakyRelu on 32 elements from 0.3 to 2.2 us (200,000 calls,
  // Node 20).
  const options: Record<string, unknown> = {};
  const gradOptions: Record<string, unknown> = {};

  function setParameters(target: Record<string, unknown>, { shape }: TensorInfo, given: Given | undefined): void {
    for (let i = 0; i < names.length; i++) target[names[i]] = given?.[names[i]];
    // TensorFlow.js has no rows but those of the last dimension.
    if (isRows) target.size = shape[shape.length - 1] || 1;
  }

  const compute: Compute = (ours, out, x, bias, times) => {
    options.out = out;
    if (bias !== undefined) options.bias = bias;
    if (times !== undefined) options.times = times;
    (ours[fn] as unknown as Call)(x, options);
    options.out = undefined;
  };
  const computeGradient: Compute = (ours, out, x, dy, bias, times) => {
    gradOptions.out = out;
    gradOptions.dy = dy;
    if (bias !== undefined) gradOptions.bias = bias;
    if (times !== undefined) gradOptions.times = times;
    (ours[fn] as unknown as Call).grad(x, gradOptions);
    gradOptions.out = gradOptions.dy = undefined;
  };

  /** Functions of rows have no such options. */
  function setAround(target: Record<string, unknown>, around: Around | undefined): void {
    if (isRows) return;
    target.bias = target.times = undefined;
    target.inner = around?.inner;
  }

  return {
    defaults,
    names,
    isRows,
    forward(access, x, given, around) {
      setParameters(options, x, given);
      setAround(options, around);
      return access.run(compute, x.shape, x, around?.bias, around?.times);
    },
    gradient(access, x, dy, given, around) {
      setParameters(gradOptions, x, given);
      setAround(gradOptions, around);
      // TensorFlow.js's convention.
      if (definition?.kinks !== undefined) gradOptions.kink = given?.kink ?? 'left';
      return access.run(computeGradient, x.shape, x, dy, around?.bias, around?.times);
    },
  };
}

const isUnary = (name: string) => ['elementwise', 'rows'].includes(activations[name].kind);
export const unaryNames = Object.keys(activations).filter(isUnary) as UnaryName[];

const made = new Map<UnaryName, Kernel>();

export function kernelOf(fn: UnaryName): Kernel {
  let kernel = made.get(fn);
  if (kernel === undefined) {
    kernel = makeKernel(fn);
    made.set(fn, kernel);
  }
  return kernel;
}

/** The names under which TensorFlow.js knows our functions and their gradients. */
const forwardName = (fn: string) => `wasm-activations/${fn}`;
const gradientName = (fn: string) => `wasm-activations/${fn}.grad`;

interface Inputs {
  readonly x: TensorInfo;
  readonly dy: TensorInfo;
}

/** Our functions as kernels of TensorFlow.js under names of their own, differentiable to any order. */
export interface TensorKernels {
  forward(fn: UnaryName, x: Tensor, parameters: Parameters): Tensor;
  gradient(fn: UnaryName, x: Tensor, dy: Tensor, parameters: Parameters): Tensor;
  /** The gradient of `gradient` by x, where `above` arrives from above. */
  gradientByX(fn: UnaryName, above: Tensor, x: Tensor, dy: Tensor, parameters: Parameters): Tensor;
}

/** Registers them, unless they are registered: TensorFlow.js has one registry. */
export function tensorKernels(tf: TensorFlow): TensorKernels {
  const run = (name: string, inputs: object, parameters: object) =>
    tf.engine().runKernel(name, inputs as NamedTensorMap, parameters as NamedAttrMap) as Tensor;
  const forward = (fn: UnaryName, x: Tensor, parameters: Parameters) => run(names[fn].forward, { x }, parameters);
  const gradient = (fn: UnaryName, x: Tensor, dy: Tensor, parameters: Parameters) =>
    run(names[fn].gradient, { x, dy }, parameters);

  function register(fn: UnaryName): void {
    const kernelName = forwardName(fn);
    const kernel = kernelOf(fn);
    for (const backendName of backendNames) {
      const accessOf = (backend: unknown) => accessTo(backendName, backend as KernelBackend);
      tf.registerKernel({
        ...{ kernelName, backendName },
        kernelFunc({ inputs, backend, attrs }) {
          return kernel.forward(accessOf(backend), inputs.x as TensorInfo, attrs);
        },
      });
      tf.registerKernel({
        ...{ kernelName: gradientName(fn), backendName },
        kernelFunc({ inputs, backend, attrs }) {
          const { x, dy } = inputs as unknown as Inputs;
          return kernel.gradient(accessOf(backend), x, dy, attrs);
        },
      });
    }
    tf.registerGradient({
      kernelName,
      inputsToSave: ['x'],
      gradFunc: (dy, [x], attrs) => ({ x: () => gradient(fn, x, dy as Tensor, attrs as never) }),
    });
    tf.registerGradient(gradientConfig(fn));
  }

  function secondOf(fn: UnaryName): GradientGradients {
    const second = gradientGradients(fn);
    if (second === undefined) throw new Error(`${fn}: the gradient of its gradient is not known`);
    return second;
  }

  const slopeOf = (fn: UnaryName, parameters: Parameters) => (x: Tensor, dy: Tensor) => gradient(fn, x, dy, parameters);

  function gradientByX(fn: UnaryName, above: Tensor, x: Tensor, dy: Tensor, parameters: Parameters): Tensor {
    const all = { ...kernelOf(fn).defaults, ...parameters } as Readonly<Record<string, number>>;
    return secondOf(fn).x(tf, above, x, dy, slopeOf(fn, parameters), all);
  }

  function gradientConfig(fn: UnaryName): GradConfig {
    return {
      kernelName: gradientName(fn),
      inputsToSave: ['x', 'dy'],
      gradFunc(above, [x, dy], attrs) {
        const upper = above as Tensor;
        const parameters = attrs as unknown as Parameters;
        return {
          x: () => gradientByX(fn, upper, x, dy, parameters),
          dy: () => secondOf(fn).dy(tf, upper, x, slopeOf(fn, parameters)),
        };
      },
    };
  }

  for (const fn of unaryNames) if (tf.getKernel(forwardName(fn), 'cpu') === undefined) register(fn);
  return { forward, gradient, gradientByX };
}

const names = Object.fromEntries(
  unaryNames.map((fn) => [fn, { forward: forwardName(fn), gradient: gradientName(fn) }]),
) as Readonly<Record<UnaryName, { readonly forward: string; readonly gradient: string }>>;
