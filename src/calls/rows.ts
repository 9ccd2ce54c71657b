import type { RowsTwin } from '../engine/backend.js';
import type { KernelName } from '../generated/kernels.js';
import { options as checkedOptions, checkOverlap, divisor, input, sameLength, target } from './arguments.js';
import { onDefault } from './binding.js';

/** What a function of rows takes. */
export interface RowOptions {
  /** How many elements a row has; a divisor of x.length. Default: all of them. */
  readonly size?: number | undefined;
  /** Where the results go: a Float32Array of the length of `x`; `x` itself works in place. Default: a new one. */
  readonly out?: Float32Array | undefined;
}

/** What its gradient takes. */
export interface RowGradOptions extends RowOptions {
  /** The gradient that arrives from above, as long as `x`. `out` may be `dy`. */
  readonly dy: Float32Array | readonly number[];
}

/** A function of rows: each result depends on all elements of its row. So does the gradient, which therefore needs `dy`. */
export interface RowActivation {
  /** Each result depends on all elements of its row. */
  readonly kind: 'rows';
  /**
   * The function of each row. Arrays are as for {@link Activation}.
   *
   * Errors: a TypeError for the wrong kind of array or option, an unknown option and a detached buffer; a RangeError for another
   * length, a `size` that is not a positive integer or does not divide x.length, and an `out` that overlaps `x` in part.
   */
  (x: Float32Array | readonly number[], options?: RowOptions): Float32Array;
  /** Its gradient, by `x`. Errors are the same, also for `dy`, a TypeError where it is missing. */
  grad(x: Float32Array | readonly number[], options: RowGradOptions): Float32Array;
}

/** The kernels' name, and their twins, which work on one row: `size` elements from `start` on. `out` may be `x` or `dy`. */
export interface RowDefinition {
  /** That of its kernel; the gradient's has `Grad` behind it. */
  readonly name: KernelName;
  /** The time that an element takes, where relu's is 1; roughly. */
  readonly cost: number;
  forward(x: Float32Array, out: Float32Array, start: number, size: number): void;
  grad(x: Float32Array, dy: Float32Array, out: Float32Array, start: number, size: number): void;
}

interface Given {
  readonly size?: unknown;
  readonly dy?: unknown;
  readonly out?: unknown;
}

const NOTHING: Given = {};
const FORWARD_KEYS: ReadonlySet<string> = new Set(['size', 'out']);
const GRAD_KEYS: ReadonlySet<string> = new Set(['size', 'dy', 'out']);

function rowSize(fn: string, { size }: Given, x: Float32Array): number {
  return size === undefined ? x.length : divisor(fn, 'size', size, x);
}

/** A function of rows on the default backend. */
export function defineRows({ name, cost, forward, grad }: RowDefinition): RowActivation {
  const gradName = `${name}.grad`;
  const twin: RowsTwin = (x, _dy, out, start, size) => forward(x, out, start, size);
  const gradTwin: RowsTwin = (x, dy, out, start, size) => grad(x, dy as Float32Array, out, start, size);
  return onDefault((backend) => {
    const work = backend.rows(name, twin, cost);
    const gradWork = backend.rows(`${name}Grad` as KernelName, gradTwin, cost);

    const activation = (x: unknown, options?: unknown): Float32Array => {
      const given = options === undefined ? NOTHING : checkedOptions<Given>(name, options, FORWARD_KEYS);
      const array = input(name, 'x', x);
      const size = rowSize(name, given, array);
      const out = target(name, given.out, x, array);
      return (work(array, undefined, out, size) ?? out) as Float32Array;
    };

    activation.grad = (x: unknown, options: unknown): Float32Array => {
      const given = options === undefined ? NOTHING : checkedOptions<Given>(gradName, options, GRAD_KEYS);
      const array = input(gradName, 'x', x);
      const size = rowSize(gradName, given, array);
      const dy = input(gradName, 'dy', given.dy);
      sameLength(gradName, 'dy', dy, array);
      const out = target(gradName, given.out, x, array);
      checkOverlap(gradName, out, 'dy', dy);
      return (gradWork(array, dy, out, size) ?? out) as Float32Array;
    };

    activation.kind = 'rows' as const;

    return activation as RowActivation;
  });
}
