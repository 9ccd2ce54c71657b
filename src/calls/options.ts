import type { KinkChoice } from './kinks.js';

/** A Float16Array, where the compiler knows one (`lib: esnext.float16`). */
type HalfArray = typeof globalThis extends { readonly Float16Array: { readonly prototype: infer Half } } ? Half : never;

/** Arrays that a call reads and writes. */
export type FloatArray = Float32Array | HalfArray;

/** Numbers that a call reads. A plain array is rounded to float32. */
export type Numbers = FloatArray | readonly number[];

/** The result where no `out` is given: a Float16Array where x is one, else a Float32Array. */
export type ResultOf<X> = [HalfArray] extends [never]
  ? Float32Array<ArrayBuffer>
  : X extends HalfArray
    ? HalfArray
    : Float32Array<ArrayBuffer>;

/** What surrounds an activation: f(x + bias) * times. */
export interface Surroundings {
  /**
   * Added to x before f: as long as x, or one entry for each channel. Element i uses entry floor(i / inner) mod bias.length. The sum is
   * rounded to float32.
   */
  readonly bias?: Numbers | undefined;
  /** Multiplies the result, or in a gradient dy: as long as x, or one entry for each channel. The product is rounded to float32. */
  readonly times?: Numbers | undefined;
  /**
   * How many elements that follow each other use one entry of a bias, a times or an alpha of channels. 1 (default) where channels come last,
   * height * width where they come first.
   */
  readonly inner?: number | undefined;
}

/** What every call takes. `O`: the type of `out`, which is that of the result. */
export interface Options<O extends FloatArray = FloatArray> extends Surroundings {
  /** Where the results go: a Float32Array or a Float16Array of the length of `x`; `x` itself works in place. Default: a new one, of x's kind. */
  readonly out?: O | undefined;
}

/** What every gradient takes. */
export interface GradOptions<O extends FloatArray = FloatArray> extends Options<O> {
  /** The gradient with respect to the result, as long as `x`. The result is then dy * f'(x) instead of f'(x). */
  readonly dy?: Numbers | undefined;
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
