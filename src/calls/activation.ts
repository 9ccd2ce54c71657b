import { elementwiseKernel, type Twin } from '../engine/elementwise.js';
import type { Kernel, Run } from '../engine/kernel.js';
import type { KernelName } from '../generated/kernels.js';
import {
  checkOptions,
  checkOverlap,
  choice,
  input,
  type Known,
  parameter32,
  parameter64,
  sameLength,
  target,
} from './arguments.js';
import { type Bind, onDefault } from './binding.js';
import { edgeOf, KINK_CHOICES, type Kink, type KinkChoice, type Precision } from './kinks.js';
import type { FloatArray, GradOptions, KinkOption, Numbers, Options, ResultOf } from './options.js';
import { checkAround, knownWithSurroundings, PARAMETER, SURROUNDS, surroundings } from './surroundings.js';

/**
 * An activation over whole arrays, and its gradient. `P`: the options that are its parameters. `K`: `KinkOption` where it
 * has kinks.
 *
 * `f(x, options)` is f(x + bias) * times.
 *
 * - Arrays: `x` has n numbers, which are rounded to float32 unless it is a Float32Array. The result is `out`, or else a
 *   new Float32Array, of n numbers. `bias` and `times` have n numbers, or one for each channel.
 * - Rounding is that of separate steps: the float32 sum x + bias, the float32 f of it, the float32 product.
 * - Errors: a TypeError for the wrong kind of array or option, an unknown option and a detached buffer; a RangeError for
 *   lengths that do not fit, a parameter that is not finite or out of range, and an `out` that overlaps an input in part, or a `bias` or
 *   `times` of channels at all. Nothing is written before an error is thrown.
 *
 * `f.grad(x, options)` is f'(x + bias), or dy * times * f'(x + bias) with the product dy * times rounded first. Arrays and
 * errors are the same; `out` may also be `dy`.
 */
export interface Activation<P = object, K = object> {
  /** Each result depends on one element. */
  readonly kind: 'elementwise';
  <X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options?: Options<O> & P): NoInfer<O>;
  grad<X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options?: GradOptions<O> & P & K): NoInfer<O>;
}

/** One activation as data: its kernels' name, its parameters with their defaults, and the TypeScript twins of the kernels. */
export interface Definition<P = object> {
  /** That of its kernel; the gradient's has `Grad` behind it. */
  readonly name: KernelName;
  /** The module that has both. */
  readonly kernels: string;
  /** The arithmetic of the kernels. Parameters of a float32 function are rounded to that. */
  readonly precision: Precision;
  /**
   * Whether a float64 function rounds its parameters to float32, so that their products with x are exact. A default stays as it is:
   * hardSigmoid's alpha stands for 1/6.
   */
  readonly roundsParameters?: boolean;
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

/** The kernels of an activation, forward and gradient. */
function kernelsOf({ name, kernels, cost, forward, grad, gradDy }: Definition): { forward: Kernel; gradient: Kernel } {
  return {
    forward: elementwiseKernel({ name, binary: kernels }, name, cost, { plain: forward }),
    gradient: elementwiseKernel({ name: `${name}Grad` as KernelName, binary: kernels }, `${name}.grad`, cost, {
      plain: grad,
      withDy: gradDy,
    }),
  };
}

type Given = Readonly<Record<string, unknown>>;
const NOTHING: Given = {};

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

/** The key of an activation's definition. */
const DEFINITION = /* @__PURE__ */ Symbol('definition');

/** The checks of an activation's arguments, in front of what a backend does with them. */
function binder(definition: Definition): Bind<Activation> {
  const { name, parameters, precision, roundsParameters = false, check } = definition;
  const gradName = `${name}.grad`;
  const parameterNames = Object.keys(parameters);
  const parameter = precision === 'float32' || roundsParameters ? parameter32 : parameter64;
  const defaults = Object.values<number>(parameters as Readonly<Record<string, number>>).map((value) =>
    precision === 'float32' ? Math.fround(value) : value,
  );

  /** The i-th parameter. */
  function value(fn: string, given: Given, i: number): number {
    const key = parameterNames[i];
    const own = given[key];
    return own === undefined || (roundsParameters && own === defaults[i]) ? defaults[i] : parameter(fn, key, own);
  }

  return (backend) => {
    const { count: kinkCount, find: findEdges, edges } = edgesOf(definition, defaults);
    // Made when they are first needed, as kernels are: the import makes thirty functions.
    let forwardKeys: Known | undefined;
    let gradKeys: Known | undefined;
    const [defaultA = 0, defaultB = 0] = defaults;
    let forward: Run<unknown> | undefined;
    let gradient: Run<unknown> | undefined;

    const activation = (x: unknown, options?: unknown): Float32Array => {
      const given = options === undefined ? NOTHING : (options as Given);
      forwardKeys ??= knownWithSurroundings(['out'], parameterNames);
      const marks = given === NOTHING ? 0 : checkOptions(name, given, forwardKeys);
      const array = input(name, 'x', x);
      let a = defaultA;
      let b = defaultB;
      if ((marks & PARAMETER) !== 0) {
        a = value(name, given, 0);
        if (parameterNames.length > 1) b = value(name, given, 1);
        check?.(name, a, b);
      }
      const around = (marks & SURROUNDS) !== 0 ? surroundings(name, given, array) : undefined;
      const out = target(name, given.out, x, array);
      if (around !== undefined) checkAround(name, out, around);
      forward ??= backend().kernel(kernelsOf(definition).forward);
      return (forward(array, undefined, out, a, b, 0, 0, 0, around) ?? out) as Float32Array;
    };

    activation.grad = (x: unknown, options?: unknown): Float32Array => {
      const given = options === undefined ? NOTHING : (options as Given);
      gradKeys ??= knownWithSurroundings(['dy', 'out', ...(kinkCount > 0 ? ['kink'] : [])], parameterNames);
      const marks = given === NOTHING ? 0 : checkOptions(gradName, given, gradKeys);
      const array = input(gradName, 'x', x);
      let a = defaultA;
      let b = defaultB;
      if ((marks & PARAMETER) !== 0) {
        a = value(gradName, given, 0);
        if (parameterNames.length > 1) b = value(gradName, given, 1);
        check?.(gradName, a, b);
      }
      const side = given.kink === undefined ? 'right' : choice(gradName, 'kink', given.kink, KINK_CHOICES);
      const dy = given.dy === undefined ? undefined : input(gradName, 'dy', given.dy);
      if (dy !== undefined) sameLength(gradName, 'dy', dy, array);
      const around = (marks & SURROUNDS) !== 0 ? surroundings(gradName, given, array) : undefined;
      const out = target(gradName, given.out, x, array);
      if (dy !== undefined) checkOverlap(gradName, out, 'dy', dy);
      if (around !== undefined) checkAround(gradName, out, around);
      findEdges(a, b, side);
      gradient ??= backend().kernel(kernelsOf(definition).gradient);
      let result: unknown;
      if (kinkCount === 0) result = gradient(array, dy, out, a, b, 0, 0, 0, around);
      else if (kinkCount === 1) result = gradient(array, dy, out, edges[0], a, b, 0, 0, around);
      else result = gradient(array, dy, out, edges[0], edges[1], a, b, 0, around);
      return (result ?? out) as Float32Array;
    };

    activation.kind = 'elementwise' as const;

    return Object.defineProperty(activation as Activation, DEFINITION, { value: definition });
  };
}

/** An activation on the default backend. */
export function defineActivation<P = object>(
  definition: Definition<P> & Required<Pick<Definition<P>, 'kinks'>>,
): Activation<P, KinkOption>;
export function defineActivation<P = object>(definition: Definition<P> & { readonly kinks?: never }): Activation<P>;
/* @__NO_SIDE_EFFECTS__ */
export function defineActivation(definition: Definition): Activation {
  return onDefault(binder(definition));
}

/** The definition behind an activation. */
export function definitionOf(activation: Activation<never, never>): Definition {
  return (activation as unknown as { readonly [DEFINITION]: Definition })[DEFINITION];
}
