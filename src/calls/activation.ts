import type { Backend, Twin } from '../engine/backend.js';
import { scratch } from '../engine/scratch.js';
import type { KernelName } from '../generated/kernels.js';
import {
  options as checkedOptions,
  checkOverlap,
  choice,
  input,
  parameter32,
  parameter64,
  sameLength,
  target,
} from './arguments.js';
import { onDefault } from './binding.js';
import { edgeOf, KINK_CHOICES, type Kink, type KinkChoice, type Precision } from './kinks.js';

/** What every call takes. */
export interface Options {
  /** Where the results go: a Float32Array of the length of `x`; `x` itself works in place. Default: a new one. */
  readonly out?: Float32Array | undefined;
}

/** What every gradient takes. */
export interface GradOptions extends Options {
  /** The gradient with respect to f(x), as long as `x`. The result is then dy * f'(x) instead of f'(x). */
  readonly dy?: Float32Array | readonly number[] | undefined;
}

/** What the gradients of functions with a kink take besides. */
export interface KinkOption {
  /**
   * The derivative where there are two: `'right'` (default) takes the right-hand one, as the textbook's x >= 0 does;
   * `'left'` the left-hand one, as TensorFlow does; `'min'` that of smaller magnitude, as PyTorch does.
   *
   * @example
   * ```ts
   * relu6.grad([0, 6], { kink: 'left' }); // → Float32Array [0, 1]
   * ```
   */
  readonly kink?: KinkChoice | undefined;
}

/**
 * An activation over whole arrays, and its gradient. `P`: the options that are its parameters. `K`: `KinkOption` where it
 * has kinks.
 */
export interface Activation<P = object, K = object> {
  /** Each result depends on one element. */
  readonly kind: 'elementwise';
  /**
   * f(x).
   *
   * - Arrays: `x` has n numbers, which are rounded to float32 unless it is a Float32Array. The result is `out`, or else a
   *   new Float32Array, of n numbers.
   * - Errors: a TypeError for the wrong kind of array or option, an unknown option and a detached buffer; a RangeError for
   *   another length, a parameter that is not finite or out of range, and an `out` that overlaps `x` in part. Nothing is
   *   written before an error is thrown.
   *
   * @example
   * ```ts
   * const x = Float32Array.of(-1, 2);
   * relu(x, { out: x }); // → Float32Array [0, 2]
   * ```
   */
  (x: Float32Array | readonly number[], options?: Options & P): Float32Array;
  /**
   * f'(x), or dy * f'(x) where `dy` is given. Arrays and errors as for f(x); `out` may also be `dy`.
   *
   * @example
   * ```ts
   * relu.grad([-1, 2], { dy: [5, 5] }); // → Float32Array [0, 5]
   * ```
   */
  grad(x: Float32Array | readonly number[], options?: GradOptions & P & K): Float32Array;
}

/** One activation: its kernels' name, its parameters with their defaults, and the TypeScript twins of the kernels. */
export interface Definition<P = object> {
  /** That of its kernel; the gradient's has `Grad` behind it. */
  readonly name: KernelName;
  /** What the kernels compute in. Parameters of a float32 function are rounded to that. */
  readonly precision: Precision;
  /** The time that an element takes, where relu's is 1; roughly. It decides from which length on threads share a call. */
  readonly cost: number;
  /** With their defaults; at most five together with the kinks. */
  readonly parameters: { readonly [Name in keyof P]-?: number };
  /** Throws where the parameters, finite numbers, are out of range. */
  check?(fn: string, ...parameters: number[]): void;
  /** Always as many, from left to right. */
  kinks?(...parameters: number[]): readonly Kink[];
  /** Overwrites the tile x with f(x). Gets the parameters. */
  readonly forward: Twin;
  /** Overwrites the tile x with f'(x). Gets an edge for each kink, then the parameters. */
  readonly grad: Twin;
  /** Overwrites the tile x with dy * f'(x). Left out, it is the product of dy and the float32 f'(x). */
  readonly gradDy?: Twin;
}

type Given = Readonly<Record<string, unknown>>;
const NOTHING: Given = {};

const definitions = new WeakMap<object, Definition>();

const { x: tile, dy: dyTile } = scratch;

/** dy times what `grad` gives. */
function productOf(grad: Twin): Twin {
  return (n, a, b, c, d, e) => {
    grad(n, a, b, c, d, e);
    for (let i = 0; i < n; i++) tile[i] *= dyTile[i];
  };
}

/** The edges for the last parameters and choice, since the same ones come again and again. */
function edgesOf({ kinks, precision }: Definition, defaults: readonly number[]) {
  if (kinks === undefined) return { count: 0, find: () => {}, edges: [] };
  const edges = kinks(...defaults).map(() => 0);
  let lastA: number | undefined;
  let lastB: number | undefined;
  let lastChoice: KinkChoice | undefined;
  return {
    count: edges.length,
    edges,
    find(a: number, b: number, choice: KinkChoice) {
      if (Object.is(a, lastA) && Object.is(b, lastB) && choice === lastChoice) return;
      [lastA, lastB, lastChoice] = [a, b, choice];
      kinks(a, b).forEach((kink, i) => {
        edges[i] = edgeOf(kink, choice, precision);
      });
    },
  };
}

/**
 * The checks of an activation's arguments, in front of what a backend does with them. A call returns `out`, or what the
 * backend gives instead: a promise of it.
 */
function bind<P, K>(definition: Definition, backend: Backend<unknown>): Activation<P, K> {
  const { name, parameters, precision, cost, check } = definition;
  const gradName = `${name}.grad`;
  const parameterNames = Object.keys(parameters);
  const parameter = precision === 'float32' ? parameter32 : parameter64;
  const defaults = Object.values<number>(parameters as Readonly<Record<string, number>>).map((value) =>
    precision === 'float32' ? Math.fround(value) : value,
  );
  const { count: kinkCount, find: findEdges, edges } = edgesOf(definition, defaults);
  const forwardKeys = new Set(['out', ...parameterNames]);
  const gradKeys = new Set(['dy', 'out', ...(kinkCount > 0 ? ['kink'] : []), ...parameterNames]);

  const forward = backend.unary(name, definition.forward, cost);
  const { grad, gradDy = productOf(grad) } = definition;
  const gradient = backend.binary(`${name}Grad` as KernelName, { grad, gradDy }, cost);

  /** The i-th parameter. */
  function value(fn: string, given: Given, i: number): number {
    if (i >= parameterNames.length) return 0;
    const key = parameterNames[i];
    const own = given[key];
    return own === undefined ? defaults[i] : parameter(fn, key, own);
  }

  const activation = (x: unknown, options?: unknown): Float32Array => {
    const given = options === undefined ? NOTHING : checkedOptions<Given>(name, options, forwardKeys);
    const array = input(name, 'x', x);
    const a = value(name, given, 0);
    const b = value(name, given, 1);
    check?.(name, a, b);
    const out = target(name, given.out, x, array);
    return (forward(array, out, a, b, 0, 0, 0) ?? out) as Float32Array;
  };

  activation.grad = (x: unknown, options?: unknown): Float32Array => {
    const given = options === undefined ? NOTHING : checkedOptions<Given>(gradName, options, gradKeys);
    const array = input(gradName, 'x', x);
    const a = value(gradName, given, 0);
    const b = value(gradName, given, 1);
    check?.(gradName, a, b);
    const side = given.kink === undefined ? 'right' : choice(gradName, 'kink', given.kink, KINK_CHOICES);
    const dy = given.dy === undefined ? undefined : input(gradName, 'dy', given.dy);
    if (dy !== undefined) sameLength(gradName, 'dy', dy, array);
    const out = target(gradName, given.out, x, array);
    if (dy !== undefined) checkOverlap(gradName, out, 'dy', dy);
    findEdges(a, b, side);
    let result: unknown;
    if (kinkCount === 0) result = gradient(array, dy, out, a, b, 0, 0, 0);
    else if (kinkCount === 1) result = gradient(array, dy, out, edges[0], a, b, 0, 0);
    else result = gradient(array, dy, out, edges[0], edges[1], a, b, 0);
    return (result ?? out) as Float32Array;
  };

  activation.kind = 'elementwise' as const;

  definitions.set(activation, definition);
  return activation;
}

/** An activation on the default backend. */
export function defineActivation<P = object>(
  definition: Definition<P> & Required<Pick<Definition<P>, 'kinks'>>,
): Activation<P, KinkOption>;
export function defineActivation<P = object>(definition: Definition<P> & { readonly kinks?: never }): Activation<P>;
export function defineActivation(definition: Definition): Activation {
  return onDefault((backend) => bind(definition, backend));
}

/** The definition behind an activation. */
export function definitionOf(activation: Activation<never, never>): Definition {
  return definitions.get(activation) as Definition;
}
