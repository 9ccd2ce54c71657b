import { elementwiseKernel, type Twin, type Twins } from '../engine/elementwise.js';
import type { Around, Run } from '../engine/kernel.js';
import { overSlopes } from '../engine/slopes.js';
import type { SumsTwin } from '../engine/sums.js';
import type { KernelName } from '../generated/kernels.js';
import {
  options as checkedOptions,
  checkOverlap,
  choice,
  input,
  type Known,
  sameLength,
  slopes,
  target,
} from './arguments.js';
import { onDefault } from './binding.js';
import type { ChannelOptions } from './channels.js';
import { KINK_CHOICES, type KinkChoice } from './kinks.js';
import type { FloatArray, GradOptions, KinkOption, Numbers, Options, ResultOf } from './options.js';
import { sums } from './sums.js';
import { checkAround, knownWithSurroundings, surroundings } from './surroundings.js';

/** What `prelu` takes. */
export interface PreluOptions<O extends FloatArray = FloatArray> extends Options<O> {
  /** The slopes for x < 0: finite numbers, one for each channel or one for each element. */
  readonly alpha: Numbers;
}

/** What its gradient by `x` takes. */
export interface PreluGradOptions<O extends FloatArray = FloatArray> extends GradOptions<O>, KinkOption {
  /** The slopes for x < 0: finite numbers, one for each channel or one for each element. */
  readonly alpha: Numbers;
}

/** What its gradient by `alpha` takes. */
export interface PreluGradAlphaOptions<O extends FloatArray = FloatArray> extends ChannelOptions<O> {
  /** The gradient with respect to the result, as long as `x`. */
  readonly dy: Numbers;
}

/**
 * A function of channels, and its gradients by `x` and by `alpha`. Arrays, surroundings and errors are those of {@link Activation}; besides,
 * a missing `alpha` is a TypeError, and a RangeError are a slope that is not finite, an `alpha` that does not fit x.length, and an `out` that
 * overlaps `alpha`. `gradAlpha` is the sum of dy * x over the x < 0 of each channel; its `out` overlaps neither `x` nor `dy`.
 */
export interface Prelu {
  /** Each result depends on one element and on the alpha of its channel. */
  readonly kind: 'channels';
  <X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options: PreluOptions<O>): NoInfer<O>;
  grad<X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options: PreluGradOptions<O>): NoInfer<O>;
  gradAlpha<X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options: PreluGradAlphaOptions<O>): NoInfer<O>;
}

/** prelu as data: its twins, and the time that an element takes, where relu's is 1. */
export interface PreluDefinition {
  /** The module that has the kernels. */
  readonly kernels: string;
  readonly cost: number;
  readonly forward: Twin;
  readonly grad: Twin;
  readonly gradDy: Twin;
  readonly gradAlpha: SumsTwin;
}

type Given = Readonly<Record<string, unknown>>;

const FORWARD_KEYS = /* @__PURE__ */ knownWithSurroundings(['alpha', 'out']);
const GRAD_KEYS = /* @__PURE__ */ knownWithSurroundings(['alpha', 'dy', 'out', 'kink']);

/** As kernels take it. */
const KINKS: Readonly<Record<KinkChoice, number>> = { right: 0, left: 1, min: 2 };

/** prelu on the default backend. */
/* @__NO_SIDE_EFFECTS__ */
export function definePrelu({ kernels, cost, forward, grad, gradDy, gradAlpha }: PreluDefinition): Prelu {
  return onDefault((backend) => {
    /** The function itself, or its gradient by x. */
    function make(fn: string, name: KernelName, keys: Known, twins: Twins) {
      const code = { name, binary: kernels };
      let run: Run<unknown> | undefined;
      return (x: unknown, options: unknown): Float32Array => {
        const given = checkedOptions<Given>(fn, options === undefined ? {} : options, keys);
        const array = input(fn, 'x', x);
        const around = surroundings(fn, given, array, slopes(fn, 'alpha', given.alpha)) as Around;
        const side = given.kink === undefined ? 'right' : choice(fn, 'kink', given.kink, KINK_CHOICES);
        const dy = given.dy === undefined ? undefined : input(fn, 'dy', given.dy);
        if (dy !== undefined) sameLength(fn, 'dy', dy, array);
        const out = target(fn, given.out, x, array);
        if (dy !== undefined) checkOverlap(fn, out, 'dy', dy);
        checkAround(fn, out, around);
        run ??= backend().kernel({
          ...elementwiseKernel(code, fn, cost, twins),
          onWasm: (engine) => overSlopes(engine, code),
        });
        return (run(array, dy, out, 0, 0, KINKS[side], 0, 0, around) ?? out) as Float32Array;
      };
    }

    const ofAlpha = { name: 'preluGradAlpha', binary: kernels } as const;
    return Object.assign(make('prelu', 'prelu', FORWARD_KEYS, { plain: forward }), {
      grad: make('prelu.grad', 'preluGrad', GRAD_KEYS, { plain: grad, withDy: gradDy }),
      gradAlpha: sums(backend, 'prelu.gradAlpha', ofAlpha, cost, gradAlpha, true),
      kind: 'channels' as const,
    }) as Prelu;
  });
}
