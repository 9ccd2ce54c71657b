import type { Code, Run } from '../engine/kernel.js';
import { type SumsTwin, sumsKernel } from '../engine/sums.js';
import {
  checkApart,
  options as checkedOptions,
  divisor,
  input,
  known,
  multipleOf,
  sameLength,
  sumsOut,
} from './arguments.js';
import { type GetBackend, onDefault } from './binding.js';
import type { FloatArray, Numbers, ResultOf } from './options.js';

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

type Given = Readonly<Record<string, unknown>>;

const KEYS = /* @__PURE__ */ known('channels', 'inner', 'out');
const DY_KEYS = /* @__PURE__ */ known('channels', 'inner', 'dy', 'out');

/** A function that makes a sum for each channel, over dy too where `takesDy`. */
export function sums(backend: GetBackend, fn: string, code: Code, cost: number, twin: SumsTwin, takesDy = false) {
  let run: Run<unknown> | undefined;
  return (x: unknown, options: unknown): Float32Array => {
    const given = checkedOptions<Given>(fn, options === undefined ? {} : options, takesDy ? DY_KEYS : KEYS);
    const array = input(fn, 'x', x);
    const channels = divisor(fn, 'channels', given.channels, array);
    const inner = given.inner === undefined ? 1 : divisor(fn, 'inner', given.inner, array);
    multipleOf(fn, 'x.length', array.length, 'channels * inner', channels * inner);
    const dy = takesDy ? input(fn, 'dy', given.dy) : undefined;
    if (dy !== undefined) sameLength(fn, 'dy', dy, array);
    const out = sumsOut(fn, given.out, channels, array);
    checkApart(fn, out, 'x', array);
    if (dy !== undefined) checkApart(fn, out, 'dy', dy);
    run ??= backend().kernel(sumsKernel(code, fn, cost, twin));
    return (run(array, dy, out, inner, 0, 0, 0, 0, undefined) ?? out) as Float32Array;
  };
}

/** channelSums on the default backend. */
/* @__NO_SIDE_EFFECTS__ */
export function defineChannelSums({ kernels, cost, twin }: ChannelSumsDefinition): ChannelSums {
  const name = 'channelSums';
  return onDefault((backend) =>
    Object.assign(sums(backend, name, { name, binary: kernels }, cost, twin), { kind: 'sums' as const }),
  ) as ChannelSums;
}
