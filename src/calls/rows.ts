import type { Run } from '../engine/kernel.js';
import { type RowsTwin, rowsKernel } from '../engine/rows.js';
import type { KernelName } from '../generated/kernels.js';
import {
  options as checkedOptions,
  checkOverlap,
  divisor,
  input,
  type Known,
  known,
  multipleOf,
  sameLength,
  target,
} from './arguments.js';
import { onDefault } from './binding.js';
import type { FloatArray, Numbers, ResultOf } from './options.js';

/** What a function of rows takes. `O`: the type of `out`, which is that of the result. */
export interface RowOptions<O extends FloatArray = FloatArray> {
  /** How many elements a row has; a divisor of x.length. Default: x.length / inner. */
  readonly size?: number | undefined;
  /**
   * How many rows lie side by side: element j of a row is x[(o * size + j) * inner + q]. 1 (default) where the rows' axis comes last, the product
   * of the dimensions behind it otherwise.
   */
  readonly inner?: number | undefined;
  /** Where the results go: a Float32Array of the length of `x`; `x` itself works in place. Default: a new one. */
  readonly out?: O | undefined;
}

/** What its gradient takes. */
export interface RowGradOptions<O extends FloatArray = FloatArray> extends RowOptions<O> {
  /** The gradient with respect to the result, as long as `x`. `out` may be `dy`. */
  readonly dy: Numbers;
}

/**
 * A function of rows: each result depends on all elements of its row. So does the gradient by `x`, which therefore needs `dy`. Arrays are
 * as for {@link Activation}.
 *
 * Errors: a TypeError for the wrong kind of array or option, an unknown option, a missing `dy` and a detached buffer; a RangeError for
 * lengths that do not fit, a `size` or an `inner` that is not a positive integer, an x.length that is no multiple of size * inner, and an `out` that overlaps an input
 * in part.
 */
export interface RowActivation {
  /** Each result depends on all elements of its row. */
  readonly kind: 'rows';
  <X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options?: RowOptions<O>): NoInfer<O>;
  grad<X extends Numbers, O extends FloatArray = ResultOf<X>>(x: X, options: RowGradOptions<O>): NoInfer<O>;
}

/** A function of rows as data. Its twins work on one row: `size` elements from `start` on. `out` may be `x` or `dy`. */
export interface RowDefinition {
  /** That of its kernel; the gradient's has `Grad` behind it. */
  readonly name: KernelName;
  /** The module that has both. */
  readonly kernels: string;
  /** The time that an element takes, where relu's is 1; roughly. */
  readonly cost: number;
  /** Which kernels keep a row's exponentials if they have a workspace, and are much faster then. */
  readonly keepsTerms: { readonly forward: boolean; readonly grad: boolean };
  forward(x: Float32Array, out: Float32Array, start: number, size: number): void;
  grad(x: Float32Array, dy: Float32Array, out: Float32Array, start: number, size: number): void;
}

interface Given {
  readonly size?: unknown;
  readonly inner?: unknown;
  readonly dy?: unknown;
  readonly out?: unknown;
}

const NOTHING: Given = {};
const FORWARD_KEYS = /* @__PURE__ */ known('size', 'inner', 'out');
const GRAD_KEYS = /* @__PURE__ */ known('size', 'inner', 'dy', 'out');

/** The shape of the rows: their size, and how many lie side by side. */
function rowShape(fn: string, given: Given, x: Float32Array): { size: number; inner: number } {
  const inner = given.inner === undefined ? 1 : divisor(fn, 'inner', given.inner, x);
  const size = given.size === undefined ? x.length / inner : divisor(fn, 'size', given.size, x);
  multipleOf(fn, 'x.length', x.length, 'size * inner', size * inner);
  return { size, inner };
}

/** A function of rows on the default backend. */
/* @__NO_SIDE_EFFECTS__ */
export function defineRows({ name, kernels, cost, keepsTerms, forward, grad }: RowDefinition): RowActivation {
  const twin: RowsTwin = (x, _dy, out, start, size) => forward(x, out, start, size);
  const gradTwin: RowsTwin = (x, dy, out, start, size) => grad(x, dy as Float32Array, out, start, size);
  return onDefault((backend) => {
    /** The function itself, or its gradient, which needs dy. */
    function make(fn: string, end: string, keys: Known, isGradient: boolean, isKept: boolean, ownTwin: RowsTwin) {
      let run: Run<unknown> | undefined;
      return (x: unknown, options?: unknown): Float32Array => {
        const given = options === undefined ? NOTHING : checkedOptions<Given>(fn, options, keys);
        const array = input(fn, 'x', x);
        const { size, inner } = rowShape(fn, given, array);
        const dy = isGradient ? input(fn, 'dy', given.dy) : undefined;
        if (dy !== undefined) sameLength(fn, 'dy', dy, array);
        const out = target(fn, given.out, x, array);
        if (dy !== undefined) checkOverlap(fn, out, 'dy', dy);
        run ??= backend().kernel(
          rowsKernel({ name: (name + end) as KernelName, binary: kernels }, fn, cost, isKept, ownTwin),
        );
        return (run(array, dy, out, size, inner, 0, 0, 0, undefined) ?? out) as Float32Array;
      };
    }

    return Object.assign(make(name, '', FORWARD_KEYS, false, keepsTerms.forward, twin), {
      grad: make(`${name}.grad`, 'Grad', GRAD_KEYS, true, keepsTerms.grad, gradTwin),
      kind: 'rows' as const,
    }) as RowActivation;
  });
}
