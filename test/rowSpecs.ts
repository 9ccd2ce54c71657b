/**
 * What the functions of rows must give, written without a look at src/: definitions in exact arithmetic, and tables of
 * outcomes. One entry per function; test/values/rows.test.ts derives from it.
 */
import { type Exact, exact, exp, log1p, over, times } from './support/exact.js';

const INF = Number.POSITIVE_INFINITY;
const NAN = Number.NaN;

export interface RowSpec {
  /** Of one row of finite numbers. */
  readonly forward: (x: readonly number[]) => Exact[];
  readonly grad: (x: readonly number[], dy: readonly number[]) => Exact[];
  /** What cancels in a gradient, for y = softmax(x), at y[i]: of this (2^-43 + 2^-54 size) may be missing. */
  readonly cancels: (y: readonly Exact[], i: number, dy: readonly number[]) => Exact;
  /** One row, and what it gives, rounded to float32. */
  readonly values: readonly (readonly [x: readonly number[], y: readonly number[]])[];
  /** One row, its dy and the gradient. */
  readonly products: readonly (readonly [x: readonly number[], dy: readonly number[], dx: readonly number[]])[];
}

const sumOf = (terms: readonly Exact[]) => terms.reduce((sum, term) => sum + term, 0n);

/** x - max. */
function below(x: readonly number[]): Exact[] {
  const max = exact(Math.max(...x));
  return x.map((value) => exact(value) - max);
}

const softmax: RowSpec = {
  forward(x) {
    const terms = below(x).map(exp);
    const sum = sumOf(terms);
    return terms.map((term) => over(term, sum));
  },
  grad(x, dy) {
    const y = softmax.forward(x);
    const dot = sumOf(y.map((value, i) => times(value, exact(dy[i]))));
    return y.map((value, i) => times(value, exact(dy[i]) - dot));
  },
  cancels: (y, i, dy) => times(y[i], sumOf(y.map((value, j) => times(value, exact(Math.abs(dy[j])))))),
  values: [
    [[], []],
    [[7], [1]],
    [[-3e38], [1]],
    [
      [0, 0],
      [0.5, 0.5],
    ],
    [
      [-0, 0, -0, 0],
      [0.25, 0.25, 0.25, 0.25],
    ],
    [
      [3e38, 3e38],
      [0.5, 0.5],
    ],
    [
      [3e38, -3e38],
      [1, 0],
    ],
    [
      [1000, 1000, 1000, 1000, 1000],
      [0.2, 0.2, 0.2, 0.2, 0.2],
    ],
    [
      [0, -INF],
      [1, 0],
    ],
    [
      [-INF, 1, -INF, 1],
      [0, 0.5, 0, 0.5],
    ],
    [
      [-100, 0],
      [Math.exp(-100), 1],
    ],
    [
      [-103.9, 0],
      [2 ** -149, 1],
    ],
    [
      [-104, 0],
      [0, 1],
    ],
    [[-INF], [NAN]],
    [
      [-INF, -INF, -INF],
      [NAN, NAN, NAN],
    ],
    [
      [INF, 0],
      [NAN, NAN],
    ],
    [
      [INF, INF, -INF],
      [NAN, NAN, NAN],
    ],
    [
      [0, NAN, 0, 0, 0],
      [NAN, NAN, NAN, NAN, NAN],
    ],
    [[NAN], [NAN]],
    [
      [NAN, INF, -INF],
      [NAN, NAN, NAN],
    ],
  ],
  products: [
    [[], [], []],
    [[7], [5], [0]],
    [
      [0, 0],
      [1, 0],
      [0.25, -0.25],
    ],
    [
      [0, 0, 0, 0],
      [3, 3, 3, 3],
      [0, 0, 0, 0],
    ],
    [
      [0, -INF],
      [2, 3],
      [0, 0],
    ],
    [
      [0, 0],
      [NAN, 0],
      [NAN, NAN],
    ],
    [
      [0, NAN],
      [1, 1],
      [NAN, NAN],
    ],
    [
      [0, 0],
      [INF, 0],
      [NAN, -INF],
    ],
    [
      [-INF, -INF],
      [1, 1],
      [NAN, NAN],
    ],
  ],
};

const logSoftmax: RowSpec = {
  forward(x) {
    const z = below(x);
    const first = z.indexOf(0n);
    const log = log1p(sumOf(z.filter((_, i) => i !== first).map(exp)));
    return z.map((value) => value - log);
  },
  grad(x, dy) {
    const y = softmax.forward(x);
    const total = sumOf(dy.map(exact));
    return y.map((value, i) => exact(dy[i]) - times(value, total));
  },
  cancels: (y, i, dy) => times(y[i], sumOf(dy.map((value) => exact(Math.abs(value))))),
  values: [
    [[], []],
    [[7], [0]],
    [[-3e38], [0]],
    [
      [0, 0],
      [-Math.LN2, -Math.LN2],
    ],
    [
      [3e38, 3e38, -3e38],
      [-Math.LN2, -Math.LN2, -6e38],
    ],
    [
      [0, -INF],
      [0, -INF],
    ],
    [
      [0, -100],
      [-Math.exp(-100), -100],
    ],
    [
      [-103.9, 0],
      [-103.9, -(2 ** -149)],
    ],
    [
      [-200, 0],
      [-200, -0],
    ],
    [
      [-INF, 1, 1, -INF],
      [-INF, -Math.LN2, -Math.LN2, -INF],
    ],
    [[-INF], [NAN]],
    [
      [-INF, -INF],
      [NAN, NAN],
    ],
    [
      [INF, 0],
      [NAN, NAN],
    ],
    [
      [0, NAN],
      [NAN, NAN],
    ],
    [
      [NAN, INF, -INF],
      [NAN, NAN, NAN],
    ],
  ],
  products: [
    [[], [], []],
    [[7], [5], [0]],
    [
      [0, 0],
      [1, 0],
      [0.5, -0.5],
    ],
    [
      [0, 0, 0, 0],
      [3, 3, 3, 3],
      [0, 0, 0, 0],
    ],
    [
      [0, -INF],
      [2, 3],
      [-3, 3],
    ],
    [
      [0, 0],
      [NAN, 0],
      [NAN, NAN],
    ],
    [[0, NAN], [1, 1], [1, NAN].map(() => NAN)],
    [
      [0, 0],
      [INF, 0],
      [NAN, -INF],
    ],
    [
      [-INF, -INF],
      [1, 1],
      [NAN, NAN],
    ],
  ],
};

export const rowSpecs = { logSoftmax, softmax } satisfies Record<string, RowSpec>;

export type RowName = keyof typeof rowSpecs;
export const rowNames = Object.keys(rowSpecs) as RowName[];
