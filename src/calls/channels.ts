import type { SumsTwin } from '../engine/sums.js';
import { onDefault } from './binding.js';
import type { FloatArray, Numbers, ResultOf } from './options.js';
import { sums } from './sums.js';

/** What a sum for each channel takes. `O`: the type of `out`, which is that of the result. */
export interface ChannelOptions<O extends FloatArray = FloatArray> {
  /** How many channels there are. */
  readonly channels: number;
  /** How many elements that follow each other belong to one channel. Default: 1, channels last. */
  readonly inner?: number | undefined;
  /** Where the sums go: a Float32Array of `channels` elements, apart from the inputs. Default: a new one. */
  readonly out?: O | undefined;
}

/**
 * A sum for each channel. Arrays are as for {@link Activation}.
 *
 * Errors: a TypeError for the wrong kind of array or option, an unknown option, missing `channels` and a detached buffer; a RangeError for
 * `channels` or an `inner` that is not a positive integer, an x.length that is no multiple of channels * inner, another length of `out`,
 * and an `out` that overlaps `x`.
 */
export interface ChannelSums {
  /** Each result depends on all elements of its channel. */
  readonly kind: 'sums';
  <X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options: ChannelOptions<O>): NoInfer<O>;
}

/** The sums as data: the twin, and the time that an element takes, where relu's is 1. */
export interface ChannelSumsDefinition {
  /** The module that has the kernel. */
  readonly kernels: string;
  readonly cost: number;
  readonly twin: SumsTwin;
}

/** channelSums on the default backend. */
/* @__NO_SIDE_EFFECTS__ */
export function defineChannelSums({ kernels, cost, twin }: ChannelSumsDefinition): ChannelSums {
  const name = 'channelSums';
  return onDefault((backend) =>
    Object.assign(sums(backend, name, { name, binary: kernels }, cost, twin), { kind: 'sums' as const }),
  ) as ChannelSums;
}
