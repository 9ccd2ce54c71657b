import type { AlphaTwin, ChannelsTwin } from '../engine/backend.js';
import {
  checkApart,
  options as checkedOptions,
  checkOverlap,
  choice,
  divisor,
  input,
  multipleOf,
  sameLength,
  slopes,
  sumsOut,
  target,
} from './arguments.js';
import { onDefault } from './binding.js';
import { KINK_CHOICES, type KinkChoice } from './kinks.js';

/** What `prelu` takes. */
export interface PreluOptions {
  /** The slopes for x < 0, one for each channel: finite numbers, at least one. */
  readonly alpha: Float32Array | readonly number[];
  /** How many elements that follow each other belong to one channel. Default: 1, channels last. */
  readonly inner?: number | undefined;
  /** Where the results go: a Float32Array of the length of `x`; `x` itself works in place. Default: a new one. */
  readonly out?: Float32Array | undefined;
}

/** What its gradient by `x` takes. */
export interface PreluGradOptions extends PreluOptions {
  /** The gradient that arrives from above, as long as `x`. The result is then dy * f'(x) instead of f'(x). */
  readonly dy?: Float32Array | readonly number[] | undefined;
  /** The derivative at 0: `'right'` (default) is 1, `'left'` is alpha, `'min'` that of smaller magnitude. */
  readonly kink?: KinkChoice | undefined;
}

/** What its gradient by `alpha` takes. */
export interface PreluGradAlphaOptions {
  /** How many slopes there are. */
  readonly channels: number;
  /** How many elements that follow each other belong to one channel. Default: 1, channels last. */
  readonly inner?: number | undefined;
  /** The gradient that arrives from above, as long as `x`. */
  readonly dy: Float32Array | readonly number[];
  /** Where the sums go: a Float32Array of `channels` elements. Default: a new one. */
  readonly out?: Float32Array | undefined;
}

/** A function of channels, and its gradients by `x` and by `alpha`. */
export interface Prelu {
  /** Each result depends on one element and on the alpha of its channel. */
  readonly kind: 'channels';
  /**
   * f(x). Arrays are as for {@link Activation}.
   *
   * Errors: a TypeError for the wrong kind of array or option, an unknown option, a missing `alpha` and a detached buffer; a RangeError
   * for a slope that is not finite, lengths that do not fit, an `inner` that is not a positive integer, an `out` that overlaps `x` in
   * part, or `alpha`.
   */
  (x: Float32Array | readonly number[], options: PreluOptions): Float32Array;
  /** f'(x), or dy * f'(x) where `dy` is given. Errors are the same. */
  grad(x: Float32Array | readonly number[], options: PreluGradOptions): Float32Array;
  /** The sum of dy * x over the x < 0 of each channel. `out` overlaps neither `x` nor `dy`. Errors are the same, also for `dy`. */
  gradAlpha(x: Float32Array | readonly number[], options: PreluGradAlphaOptions): Float32Array;
}

/** Its twins, on the caller's arrays, and what an element costs, where relu's is 1. */
export interface PreluDefinition {
  readonly cost: number;
  readonly forward: ChannelsTwin;
  readonly grad: ChannelsTwin;
  readonly gradAlpha: AlphaTwin;
}

type Given = Readonly<Record<string, unknown>>;

const FORWARD_KEYS: ReadonlySet<string> = new Set(['alpha', 'inner', 'out']);
const GRAD_KEYS: ReadonlySet<string> = new Set(['alpha', 'inner', 'dy', 'out', 'kink']);
const ALPHA_KEYS: ReadonlySet<string> = new Set(['channels', 'inner', 'dy', 'out']);

/** As kernels take it. */
const KINKS: Readonly<Record<KinkChoice, number>> = { right: 0, left: 1, min: 2 };

/** `inner`, where x has a multiple of it, and of `inner` times the channels. */
function checkedInner(fn: string, { inner }: Given, x: Float32Array, channels: number): number {
  const checked = inner === undefined ? 1 : divisor(fn, 'inner', inner, x);
  multipleOf(fn, 'x.length', x.length, 'channels * inner', channels * checked);
  return checked;
}

/** prelu on the default backend. */
export function definePrelu({ cost, forward, grad, gradAlpha }: PreluDefinition): Prelu {
  return onDefault((backend) => {
    const work = backend.channels('prelu', forward, cost);
    const gradWork = backend.channels('preluGrad', grad, cost);
    const alphaWork = backend.channelSums('preluGradAlpha', gradAlpha);

    const prelu = (x: unknown, options: unknown): Float32Array => {
      const fn = 'prelu';
      const given = checkedOptions<Given>(fn, options ?? {}, FORWARD_KEYS);
      const array = input(fn, 'x', x);
      const alpha = slopes(fn, 'alpha', given.alpha);
      const inner = checkedInner(fn, given, array, alpha.length);
      const out = target(fn, given.out, x, array);
      checkApart(fn, out, 'alpha', alpha);
      return (work(array, undefined, out, alpha, inner, 0) ?? out) as Float32Array;
    };

    prelu.grad = (x: unknown, options: unknown): Float32Array => {
      const fn = 'prelu.grad';
      const given = checkedOptions<Given>(fn, options ?? {}, GRAD_KEYS);
      const array = input(fn, 'x', x);
      const alpha = slopes(fn, 'alpha', given.alpha);
      const inner = checkedInner(fn, given, array, alpha.length);
      const side = given.kink === undefined ? 'right' : choice(fn, 'kink', given.kink, KINK_CHOICES);
      const dy = given.dy === undefined ? undefined : input(fn, 'dy', given.dy);
      if (dy !== undefined) sameLength(fn, 'dy', dy, array);
      const out = target(fn, given.out, x, array);
      if (dy !== undefined) checkOverlap(fn, out, 'dy', dy);
      checkApart(fn, out, 'alpha', alpha);
      return (gradWork(array, dy, out, alpha, inner, KINKS[side]) ?? out) as Float32Array;
    };

    prelu.gradAlpha = (x: unknown, options: unknown): Float32Array => {
      const fn = 'prelu.gradAlpha';
      const given = checkedOptions<Given>(fn, options ?? {}, ALPHA_KEYS);
      const array = input(fn, 'x', x);
      const channels = divisor(fn, 'channels', given.channels, array);
      const inner = checkedInner(fn, given, array, channels);
      const dy = input(fn, 'dy', given.dy);
      sameLength(fn, 'dy', dy, array);
      const out = sumsOut(fn, given.out, channels);
      checkApart(fn, out, 'x', array);
      checkApart(fn, out, 'dy', dy);
      return (alphaWork(array, dy, out, inner) ?? out) as Float32Array;
    };

    prelu.kind = 'channels' as const;

    return prelu as Prelu;
  });
}
