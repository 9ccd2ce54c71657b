/** The functions in their asynchronous form: the same arguments, checks and bits. */
import type { Activation } from '../calls/activation.js';
import type { ChannelOptions, ChannelSums } from '../calls/channels.js';
import type { FloatArray, GradOptions, Numbers, Options, ResultOf } from '../calls/options.js';
import type { Prelu, PreluGradAlphaOptions, PreluGradOptions, PreluOptions } from '../calls/prelu.js';
import type { RowActivation, RowGradOptions, RowOptions } from '../calls/rows.js';

/** The asynchronous form of an {@link Activation}: same arguments, checks and bits. */
export interface ParallelActivation<P = unknown, K = unknown> {
  /** Each result depends on one element. */
  readonly kind: 'elementwise';
  /** f(x). Rejects with what the synchronous function throws. Leave the arrays alone until the promise settles. */
  <X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options?: Options<O> & P): Promise<NoInfer<O>>;
  /** f'(x), or dy * f'(x) where `dy` is given. */
  grad<X extends Numbers, O extends FloatArray = ResultOf<X>>(
    x: X,
    options?: GradOptions<O> & P & K,
  ): Promise<NoInfer<O>>;
}

/** The asynchronous form of a {@link RowActivation}. */
export interface ParallelRowActivation {
  /** Each result depends on all elements of its row. */
  readonly kind: 'rows';
  <X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options?: RowOptions<O>): Promise<NoInfer<O>>;
  /** The gradient of the backward pass. */
  grad<X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options: RowGradOptions<O>): Promise<NoInfer<O>>;
}

/** The asynchronous form of {@link ChannelSums}. */
export interface ParallelChannelSums {
  /** Each result depends on all elements of its channel. */
  readonly kind: 'sums';
  <X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options: ChannelOptions<O>): Promise<NoInfer<O>>;
}

/** The asynchronous form of {@link Prelu}. */
export interface ParallelPrelu {
  /** Each result depends on one element and on the alpha of its channel. */
  readonly kind: 'channels';
  <X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options: PreluOptions<O>): Promise<NoInfer<O>>;
  /** f'(x), or dy * f'(x) where `dy` is given. */
  grad<X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options: PreluGradOptions<O>): Promise<NoInfer<O>>;
  /** The gradient by alpha: a sum for each channel. */
  gradAlpha<X extends Numbers, O extends FloatArray = ResultOf<X>>(
    x: X,
    options: PreluGradAlphaOptions<O>,
  ): Promise<NoInfer<O>>;
}

/** The asynchronous form of any function. */
export type Parallel<F> =
  F extends Activation<infer P, infer K>
    ? ParallelActivation<P, K>
    : F extends RowActivation
      ? ParallelRowActivation
      : F extends Prelu
        ? ParallelPrelu
        : F extends ChannelSums
          ? ParallelChannelSums
          : never;
