import { apart, options as checkedOptions, choice, input, output, parameter, sameLength } from './arguments.js';
import type { Backend, Twin } from './backends/backend.js';
import { defaultBackend } from './backends/default.js';
import type { KernelName } from './generated/kernels.js';

/** What every call takes. */
export interface Options {
  /** Where the results go: a Float32Array of the length of `x`; `x` itself works in place. Default: a new one. */
  readonly out?: Float32Array | undefined;
}

/** What every gradient takes. */
export interface GradOptions extends Options {
  /** The gradient that arrives from above, as long as `x`. The result is then dy * f'(x) instead of f'(x). */
  readonly dy?: Float32Array | readonly number[] | undefined;
  /**
   * The derivative where the function bends: `'right'` (default) takes the right-hand one, as the textbook's x >= 0
   * does; `'left'` the left-hand one, as PyTorch and TensorFlow do.
   */
  readonly kink?: 'left' | 'right' | undefined;
}

/** An activation over whole arrays, and its gradient. `P`: the options that are its parameters. */
export interface Activation<P = object> {
  (x: Float32Array | readonly number[], options?: Options & P): Float32Array;
  grad(x: Float32Array | readonly number[], options?: GradOptions & P): Float32Array;
}

/** The activations that have all three kernels. */
type CompleteName = {
  [Name in KernelName]: `${Name}Grad` extends KernelName ? (`${Name}GradDy` extends KernelName ? Name : never) : never;
}[KernelName];

/** One activation: its kernels' name, its parameters with their defaults, and the TypeScript twins of the kernels. */
export interface Definition {
  readonly name: CompleteName;
  /** With their defaults; two at most, for which `Twin` has room besides the edge. */
  readonly parameters: Readonly<Record<string, number>>;
  /** x = f(x), with the parameters. */
  readonly forward: Twin;
  /** x = f'(x), with the edge, from which on the right-hand branch holds, and the parameters. */
  readonly grad: Twin;
  /** x = dy * f'(x), with the same. */
  readonly gradDy: Twin;
}

/** For floats, x > 0 is x >= the smallest of them: one threshold serves both kinks. */
const EDGE = { right: 0, left: 2 ** -149 };
const KINKS = ['right', 'left'] as const;

type Given = Readonly<Record<string, unknown>>;
const NOTHING: Given = {};

const definitions = new WeakMap<Activation<never>, Definition>();

/** The checks of an activation's arguments, in front of what a backend does with them. */
function bind<P>(definition: Definition, backend: Backend): Activation<P> {
  const { name, parameters } = definition;
  const gradName = `${name}.grad`;
  const parameterNames = Object.keys(parameters);
  const defaults = Object.values(parameters).map(Math.fround);
  const forwardKeys = new Set(['out', ...parameterNames]);
  const gradKeys = new Set(['dy', 'out', 'kink', ...parameterNames]);

  const forward = backend.unary(name, definition.forward);
  const grad = backend.unary(`${name}Grad`, definition.grad);
  const gradDy = backend.binary(`${name}GradDy`, definition.gradDy);

  /** The i-th parameter. */
  function value(fn: string, given: Given, i: number): number {
    if (i >= parameterNames.length) return 0;
    const key = parameterNames[i];
    const own = given[key];
    return own === undefined ? defaults[i] : parameter(fn, key, own);
  }

  /** The caller's `out`, or else a new array: what a plain array `x` was turned into is new already. */
  function target(fn: string, given: Given, x: unknown, array: Float32Array): Float32Array {
    if (given.out === undefined) return array === x ? new Float32Array(array.length) : array;
    const out = output(fn, given.out, array);
    apart(fn, out, 'x', array);
    return out;
  }

  const activation = (x: unknown, options?: unknown): Float32Array => {
    const given = options === undefined ? NOTHING : checkedOptions<Given>(name, options, forwardKeys);
    const array = input(name, 'x', x);
    const a = value(name, given, 0);
    const b = value(name, given, 1);
    const out = target(name, given, x, array);
    forward(array, out, a, b, 0);
    return out;
  };

  activation.grad = (x: unknown, options?: unknown): Float32Array => {
    const given = options === undefined ? NOTHING : checkedOptions<Given>(gradName, options, gradKeys);
    const array = input(gradName, 'x', x);
    const a = value(gradName, given, 0);
    const b = value(gradName, given, 1);
    const edge = EDGE[given.kink === undefined ? 'right' : choice(gradName, 'kink', given.kink, KINKS)];
    const dy = given.dy === undefined ? undefined : input(gradName, 'dy', given.dy);
    if (dy !== undefined) sameLength(gradName, 'dy', dy, array);
    const out = target(gradName, given, x, array);
    if (dy === undefined) {
      grad(array, out, edge, a, b);
    } else {
      apart(gradName, out, 'dy', dy);
      gradDy(array, dy, out, edge, a, b);
    }
    return out;
  };

  definitions.set(activation, definition);
  return activation;
}

/** An activation on the default backend. */
export function defineActivation<P = object>(definition: Definition): Activation<P> {
  return bind(definition, defaultBackend);
}

/** The same activation on another backend. */
export function rebind<A extends Activation<never>>(activation: A, backend: Backend): A {
  return bind(definitions.get(activation) as Definition, backend) as A;
}
