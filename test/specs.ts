/**
 * What every activation must give, written without a look at src/: a definition in float64, and tables of outcomes.
 * One row per activation; every test derives from it. No test framework is imported here, so that scripts can use it.
 */

export type Parameters = Readonly<Record<string, number>>;
export type Kink = 'left' | 'right' | 'min';

/**
 * x, f(x), f'(x) with the kink at the right, f'(x) with the kink at the left. Under other parameters where given.
 * With `kink: 'min'` it is that of the two that has the smaller magnitude.
 */
export type Value = readonly [x: number, forward: number, right: number, left: number, parameters?: Parameters];
/** x, dy, dy * f'(x) with the kink at the right, and at the left. Under other parameters where given. */
export type Product = readonly [x: number, dy: number, right: number, left: number, parameters?: Parameters];

export interface Spec {
  /** The defaults. */
  readonly parameters: Parameters;
  /** Which parameters are in range. Left out: all. */
  readonly isValid?: (parameters: Parameters) => boolean;
  /** Parameters out of range, and what the error says behind the function's name. */
  readonly refused?: readonly (readonly [Parameters, string])[];
  /** The parameters to try: parity tests run under each of these. */
  readonly sweep: readonly Parameters[];

  /** What it computes in: parameters of a float32 function are rounded to float32. */
  readonly precision: 'float32' | 'float64';
  /** Whether it has kinks, and so the option. */
  readonly kinks: boolean;

  // In float64 on values that float32 holds. The result is then rounded to float32, once: so it may be off by 2^-42.
  readonly forward: (x: number, parameters: Parameters) => number;
  readonly derivative: (x: number, kink: Kink, parameters: Parameters) => number;
  /** Where the gradient is +0 whatever dy is. Elsewhere it is dy times the float32 derivative. */
  readonly isFlat?: (x: number, kink: Kink, parameters: Parameters) => boolean;

  /** x, f(x), f'(x), as the textbook prints them. */
  readonly textbook: readonly (readonly [x: number, forward: string, derivative: string])[];

  // Outcomes are rounded to float32. NaN as x or dy stands for every kind of NaN: either sign, quiet and signaling.
  readonly values: readonly Value[];
  readonly products: readonly Product[];
}

// Float32's landmarks.
export const SMALLEST = 2 ** -149;
export const LARGEST_SUBNORMAL = 2 ** -126 - 2 ** -149;
export const SMALLEST_NORMAL = 2 ** -126;
export const LARGEST = 2 ** 128 - 2 ** 104;

const INF = Number.POSITIVE_INFINITY;
const NAN = Number.NaN;

/** The slope that `kink` chooses where there are two. */
function sideOf(kink: Kink, left: number, right: number): number {
  if (kink === 'min') return Math.abs(left) < Math.abs(right) ? left : right;
  return kink === 'left' ? left : right;
}

const relu: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float32',
  kinks: true,

  // Math.max: NaN wins over all, +0 over -0.
  forward: (x) => Math.max(0, x),
  derivative(x, kink) {
    if (Number.isNaN(x)) return NAN;
    if (x === 0) return kink === 'right' ? 1 : 0;
    return x > 0 ? 1 : 0;
  },
  isFlat: (x, kink) => relu.derivative(x, kink, {}) === 0,

  textbook: [
    [1, '1.0', '1.0'],
    [-10, '0.0', '0.0'],
    [0, '0.0', '1.0'],
    [15, '15.0', '1.0'],
    [-20, '0.0', '0.0'],
  ],
  values: [
    [NAN, NAN, NAN, NAN],
    [0, 0, 1, 0],
    [-0, 0, 1, 0],
    [INF, INF, 1, 1],
    [-INF, 0, 0, 0],
    [SMALLEST, SMALLEST, 1, 1],
    [-SMALLEST, 0, 0, 0],
    [LARGEST_SUBNORMAL, LARGEST_SUBNORMAL, 1, 1],
    [-LARGEST_SUBNORMAL, 0, 0, 0],
    [SMALLEST_NORMAL, SMALLEST_NORMAL, 1, 1],
    [-SMALLEST_NORMAL, 0, 0, 0],
    [LARGEST, LARGEST, 1, 1],
    [-LARGEST, 0, 0, 0],
  ],
  products: [
    [NAN, 1, NAN, NAN],
    [NAN, 0, NAN, NAN],
    [NAN, INF, NAN, NAN],
    [1, NAN, NAN, NAN],
    [-1, NAN, NAN, NAN],
    [0, NAN, NAN, NAN],
    [NAN, NAN, NAN, NAN],
    [1, 3, 3, 3],
    [1, -0, -0, -0],
    [1, -INF, -INF, -INF],
    [1, SMALLEST, SMALLEST, SMALLEST],
    [-1, 3, 0, 0],
    [-1, -3, 0, 0],
    [-1, -0, 0, 0],
    [-1, INF, 0, 0],
    [-INF, -INF, 0, 0],
    [0, -3, -3, 0],
    [-0, -3, -3, 0],
    [0, INF, INF, 0],
    [-0, -0, -0, 0],
    [SMALLEST, 3, 3, 3],
    [-SMALLEST, 3, 0, 0],
  ],
};

/** One of each kind: the default, a larger one, the edges of the convex range and what lies beyond, the extremes. */
const ALPHAS = [0.01, 0.2, 0, 1, 1.5, -0.5, 1e-40, 3e38];

const leakyRelu: Spec = {
  parameters: { alpha: 0.01 },
  sweep: ALPHAS.map((alpha) => ({ alpha })),
  precision: 'float32',
  kinks: true,

  forward: (x, { alpha }) => (x < 0 ? alpha * x : x),
  derivative(x, kink, { alpha }) {
    if (Number.isNaN(x)) return NAN;
    if (x === 0) return sideOf(kink, alpha, 1);
    return x > 0 ? 1 : alpha;
  },

  textbook: [
    [1, '1.0', '1.0'],
    [-10, '-0.1', '0.01'],
    [0, '0.0', '1.0'],
    [15, '15.0', '1.0'],
    [-20, '-0.2', '0.01'],
  ],
  values: [
    [NAN, NAN, NAN, NAN],
    [0, 0, 1, 0.01],
    [-0, -0, 1, 0.01],
    [INF, INF, 1, 1],
    [-INF, -INF, 0.01, 0.01],
    [SMALLEST, SMALLEST, 1, 1],
    [-SMALLEST, -0, 0.01, 0.01],
    [-50 * SMALLEST, -0, 0.01, 0.01],
    [-51 * SMALLEST, -SMALLEST, 0.01, 0.01],
    [LARGEST_SUBNORMAL, LARGEST_SUBNORMAL, 1, 1],
    [SMALLEST_NORMAL, SMALLEST_NORMAL, 1, 1],
    [-SMALLEST_NORMAL, -83886 * SMALLEST, 0.01, 0.01],
    [LARGEST, LARGEST, 1, 1],

    // alpha 0: the IEEE product.
    [-1, -0, 0, 0, { alpha: 0 }],
    [-0, -0, 1, 0, { alpha: 0 }],
    [-INF, NAN, 0, 0, { alpha: 0 }],
    [INF, INF, 1, 1, { alpha: 0 }],
    [NAN, NAN, NAN, NAN, { alpha: 0 }],
    // alpha -0 counts as any other number.
    [-1, 0, -0, -0, { alpha: -0 }],
    [-INF, NAN, -0, -0, { alpha: -0 }],
    // alpha 1: the identity.
    [-SMALLEST, -SMALLEST, 1, 1, { alpha: 1 }],
    [-INF, -INF, 1, 1, { alpha: 1 }],
    // Steeper below 0 than above, and falling below 0.
    [-2, -3, 1.5, 1.5, { alpha: 1.5 }],
    [2, 2, 1, 1, { alpha: 1.5 }],
    [-LARGEST, -INF, 1.5, 1.5, { alpha: 1.5 }],
    [-0, -0, 1, 1.5, { alpha: 1.5 }],
    [NAN, NAN, NAN, NAN, { alpha: 1.5 }],
    [-2, 1, -0.5, -0.5, { alpha: -0.5 }],
    [2, 2, 1, 1, { alpha: -0.5 }],
    [-INF, INF, -0.5, -0.5, { alpha: -0.5 }],
    [-SMALLEST, 0, -0.5, -0.5, { alpha: -0.5 }],
    [-0, -0, 1, -0.5, { alpha: -0.5 }],
    // A subnormal alpha is not flushed.
    [-1, -1e-40, 1e-40, 1e-40, { alpha: 1e-40 }],
    [-INF, -INF, 1e-40, 1e-40, { alpha: 1e-40 }],
    [-2, -INF, 3e38, 3e38, { alpha: 3e38 }],
    [-1, -3e38, 3e38, 3e38, { alpha: 3e38 }],
    // alpha is rounded to float32 first, here to 1; the product with the float64 would round up.
    [-(1 + 2 ** -23), -(1 + 2 ** -23), 1, 1, { alpha: 1 + 2 ** -24 }],
  ],
  products: [
    [NAN, 1, NAN, NAN],
    [NAN, 0, NAN, NAN],
    [NAN, INF, NAN, NAN],
    [1, NAN, NAN, NAN],
    [-1, NAN, NAN, NAN],
    [0, NAN, NAN, NAN],
    [NAN, NAN, NAN, NAN],
    [1, 3, 3, 3],
    [1, -0, -0, -0],
    [1, -INF, -INF, -INF],
    [1, SMALLEST, SMALLEST, SMALLEST],
    [-1, 1, 0.01, 0.01],
    [-1, -1, -0.01, -0.01],
    [-1, -0, -0, -0],
    [-1, INF, INF, INF],
    [-INF, -INF, -INF, -INF],
    [0, 1, 1, 0.01],
    [-0, -1, -1, -0.01],
    [0, INF, INF, INF],
    [SMALLEST, 1, 1, 1],
    [-SMALLEST, 1, 0.01, 0.01],

    [-1, -3, -0, -0, { alpha: 0 }],
    [-1, INF, NAN, NAN, { alpha: 0 }],
    [0, INF, INF, NAN, { alpha: 0 }],
    [-1, 3, -1.5, -1.5, { alpha: -0.5 }],
    [0, 3, 3, -1.5, { alpha: -0.5 }],
    [-1, 2, INF, INF, { alpha: 3e38 }],
    [-1, 1, 1e-40, 1e-40, { alpha: 1e-40 }],
  ],
};

/** A table for a function without kinks: x, f(x), f'(x). */
function smooth(
  values: readonly (readonly [x: number, forward: number, derivative: number, parameters?: Parameters])[],
): Value[] {
  return values.map(([x, y, slope, parameters]) =>
    parameters ? [x, y, slope, slope, parameters] : [x, y, slope, slope],
  );
}

/** What any gradient that multiplies gives where a NaN meets it. */
const NAN_PRODUCTS: readonly Product[] = [
  [NAN, 1, NAN, NAN],
  [NAN, 0, NAN, NAN],
  [NAN, INF, NAN, NAN],
  [1, NAN, NAN, NAN],
  [-1, NAN, NAN, NAN],
  [NAN, NAN, NAN, NAN],
];

const softsign: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float64',
  kinks: false,

  forward: (x) => (Math.abs(x) === INF ? Math.sign(x) : x / (1 + Math.abs(x))),
  derivative: (x) => (1 + Math.abs(x)) ** -2,

  textbook: [
    [0, '0', '1'],
    [1, '0.5', '0.25'],
    [-3, '-0.75', '0.0625'],
  ],
  values: smooth([
    [NAN, NAN, NAN],
    [0, 0, 1],
    [-0, -0, 1],
    [INF, 1, 0],
    [-INF, -1, 0],
    [SMALLEST, SMALLEST, 1],
    [-SMALLEST, -SMALLEST, 1],
    [LARGEST_SUBNORMAL, LARGEST_SUBNORMAL, 1],
    [-LARGEST_SUBNORMAL, -LARGEST_SUBNORMAL, 1],
    [LARGEST, 1, 0],
    [-LARGEST, -1, 0],
    [2 ** 64, 1, 2 ** -128],
  ]),
  products: [...NAN_PRODUCTS, [1, 4, 1, 1], [-1, -INF, -INF, -INF], [INF, INF, NAN, NAN], [INF, -1, -0, -0]],
};

export const specs = { leakyRelu, relu, softsign };

export type Name = keyof typeof specs;
export const names = Object.keys(specs) as Name[];
