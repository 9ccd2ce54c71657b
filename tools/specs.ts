/**
 * What every activation must give, written without a look at src/: a definition in float64, the loops that people
 * write, and tables of outcomes.
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

/**
 * Expressions in `v` (an element), `d` (the element of `dy`) and the parameters; what has to be computed first stands before
 * the last semicolon. `branchFree` is the obvious way around a branch: Math.min and Math.max, or arithmetic on the comparison.
 */
export interface Expressions {
  readonly hand: string;
  readonly branchFree?: string;
}

/** What a user would write without this package: each expression is made a loop, which the kernels are measured against. */
export interface Loops {
  readonly forward: Expressions;
  readonly grad: Expressions;
  /** Left out: `d` times the derivative. */
  readonly gradDy?: Expressions;
  /** How far they may be off, where the formula is an approximation. */
  readonly error?: number;
}

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
  /** Whether a float64 function rounds parameters other than the defaults to float32. */
  readonly roundsParameters?: boolean;
  /** By how much the derivative below may be off, next to its root, besides a relative error of 2^-42. */
  readonly error?: number;
  /** Whether it has kinks, and so the option. */
  readonly kinks: boolean;

  // In float64 on values that float32 holds. The result is then rounded to float32, once: so it may be off by 2^-42.
  readonly forward: (x: number, parameters: Parameters) => number;
  readonly derivative: (x: number, kink: Kink, parameters: Parameters) => number;
  /** Where the gradient is +0 whatever dy is. Elsewhere it is dy times the float32 derivative. */
  readonly isFlat?: (x: number, kink: Kink, parameters: Parameters) => boolean;

  readonly loops: Loops;

  /** x, f(x), f'(x), as the textbook prints them. */
  readonly textbook: readonly (readonly [x: number, forward: string, derivative: string])[];

  // Outcomes are rounded to float32. NaN as x or dy stands for every kind of NaN: either sign, quiet and signaling.
  readonly values: readonly Value[];
  readonly products: readonly Product[];
}

// The limits of float32.
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

/** The gradient of a loop that is 1 inside and 0 outside, or `d` and 0. */
const selectionLoops = (inside: string, asNumber = `Number(${inside})`) => ({
  grad: { hand: `${inside} ? 1 : 0`, branchFree: asNumber },
  gradDy: { hand: `${inside} ? d : 0`, branchFree: `d * ${asNumber}` },
});

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

  loops: {
    forward: { hand: 'v > 0 ? v : 0', branchFree: 'Math.max(v, 0)' },
    ...selectionLoops('v >= 0'),
  },

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

  loops: {
    forward: { hand: 'v > 0 ? v : alpha * v', branchFree: 'Math.max(v, alpha * v)' },
    grad: { hand: 'v >= 0 ? 1 : alpha', branchFree: 'alpha + (1 - alpha) * Number(v >= 0)' },
    gradDy: { hand: 'v >= 0 ? d : alpha * d', branchFree: 'd * (alpha + (1 - alpha) * Number(v >= 0))' },
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
    // alpha -1: of two slopes of one magnitude 'min' takes the right-hand one.
    [0, 0, 1, -1, { alpha: -1 }],
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

/** What any gradient that multiplies gives for a NaN in x or dy. */
const NAN_PRODUCTS: readonly Product[] = [
  [NAN, 1, NAN, NAN],
  [NAN, 0, NAN, NAN],
  [NAN, INF, NAN, NAN],
  [1, NAN, NAN, NAN],
  [-1, NAN, NAN, NAN],
  [NAN, NAN, NAN, NAN],
];

/** x/2 and a little more, rounded to float32, for an x so small that float64 does not hold the sum: ties go up. */
function aboveHalf(x: number): number {
  if (Math.abs(x) >= 2 ** -125 || x === 0) return x / 2;
  const steps = Math.floor(x / SMALLEST / 2 + 0.5);
  return steps === 0 && x < 0 ? -0 : steps * SMALLEST;
}

/** What any gradient that selects gives for a NaN in x or dy, and for an infinite dy where the slope is 1 or 0. */
function selections(one: number, flat: number): readonly Product[] {
  return [
    ...NAN_PRODUCTS,
    [one, 3, 3, 3],
    [one, -0, -0, -0],
    [one, -INF, -INF, -INF],
    [one, SMALLEST, SMALLEST, SMALLEST],
    [flat, 3, 0, 0],
    [flat, -3, 0, 0],
    [flat, INF, 0, 0],
    [flat, -0, 0, 0],
  ];
}

/** f' of a function that is flat below `min` and above `max` and rises by `slope` in between. */
function between(x: number, kink: Kink, min: number, max: number, slope: number): number {
  if (Number.isNaN(x)) return NAN;
  if (x === min) return sideOf(kink, 0, slope);
  if (x === max) return sideOf(kink, slope, 0);
  return x > min && x < max ? slope : 0;
}

const relu6: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float32',
  kinks: true,

  forward: (x) => Math.min(Math.max(0, x), 6),
  derivative: (x, kink) => between(x, kink, 0, 6, 1),
  isFlat: (x, kink) => between(x, kink, 0, 6, 1) === 0,

  loops: {
    forward: { hand: 'v < 0 ? 0 : v > 6 ? 6 : v', branchFree: 'Math.min(Math.max(0, v), 6)' },
    ...selectionLoops('v > 0 && v < 6', 'Number(v > 0) * Number(v < 6)'),
  },

  textbook: [
    [-1, '0', '0'],
    [0, '0', '1'],
    [3, '3', '1'],
    [6, '6', '0'],
    [15, '6', '0'],
  ],
  values: [
    [NAN, NAN, NAN, NAN],
    [0, 0, 1, 0],
    [-0, 0, 1, 0],
    [6, 6, 0, 1],
    [6 - 2 ** -21, 6 - 2 ** -21, 1, 1],
    [6 + 2 ** -21, 6, 0, 0],
    [INF, 6, 0, 0],
    [-INF, 0, 0, 0],
    [SMALLEST, SMALLEST, 1, 1],
    [-SMALLEST, 0, 0, 0],
    [LARGEST_SUBNORMAL, LARGEST_SUBNORMAL, 1, 1],
    [LARGEST, 6, 0, 0],
    [-LARGEST, 0, 0, 0],
  ],
  products: [...selections(2, 7), ...selections(SMALLEST, -1), [6, INF, 0, INF], [0, INF, INF, 0]],
};

const hardtanh: Spec = {
  parameters: { min: -1, max: 1 },
  isValid: ({ min, max }) => min < max,
  refused: [
    [{ min: 1, max: 1 }, 'min must be below max, got min 1 and max 1'],
    [{ min: 2 }, 'min must be below max, got min 2 and max 1'],
    // Different as float64, equal as float32.
    [{ min: 1 - 2 ** -30 }, 'min must be below max, got min 1 and max 1'],
  ],
  sweep: [
    { min: -1, max: 1 },
    { min: 0, max: 6 },
    { min: -0, max: 1 },
    { min: -3, max: -2 },
    { min: -3e38, max: 3e38 },
    { min: -1, max: 0 },
    { min: -1e-45, max: 1e-45 },
    { min: 0.1, max: 0.3 },
  ],
  precision: 'float32',
  kinks: true,

  // Math.max and Math.min take +0 over -0 and the reverse; here x stays where it is in range.
  forward(x, { min, max }) {
    if (x < min) return min;
    // biome-ignore lint/complexity/useMathMinMax: Math.min(0, -0) is -0
    return x > max ? max : x;
  },
  derivative: (x, kink, { min, max }) => between(x, kink, min, max, 1),
  isFlat: (x, kink, { min, max }) => between(x, kink, min, max, 1) === 0,

  loops: {
    forward: { hand: 'v < min ? min : v > max ? max : v', branchFree: 'Math.min(Math.max(min, v), max)' },
    ...selectionLoops('v > min && v < max', 'Number(v > min) * Number(v < max)'),
  },

  textbook: [
    [-2, '-1', '0'],
    [-1, '-1', '1'],
    [0.5, '0.5', '1'],
    [1, '1', '0'],
    [15, '1', '0'],
  ],
  values: [
    [NAN, NAN, NAN, NAN],
    [0, 0, 1, 1],
    [-0, -0, 1, 1],
    [-1, -1, 1, 0],
    [1, 1, 0, 1],
    [-(1 + 2 ** -23), -1, 0, 0],
    [1 + 2 ** -23, 1, 0, 0],
    [-(1 - 2 ** -24), -(1 - 2 ** -24), 1, 1],
    [INF, 1, 0, 0],
    [-INF, -1, 0, 0],
    [SMALLEST, SMALLEST, 1, 1],
    [-LARGEST_SUBNORMAL, -LARGEST_SUBNORMAL, 1, 1],
    [LARGEST, 1, 0, 0],

    [-0, -0, 1, 0, { min: 0, max: 6 }],
    [0, 0, 1, 0, { min: -0, max: 1 }],
    [-0, -0, 0, 1, { min: -1, max: 0 }],
    [-2.5, -2.5, 1, 1, { min: -3, max: -2 }],
    [0, -2, 0, 0, { min: -3, max: -2 }],
    // min and max are rounded to float32 first.
    [0.1, 0.1, 1, 0, { min: 0.1, max: 0.3 }],
    [0.3, 0.3, 0, 1, { min: 0.1, max: 0.3 }],
    [INF, 3e38, 0, 0, { min: -3e38, max: 3e38 }],
  ],
  products: [...selections(0.5, 7), ...selections(-0, -INF), [1, INF, 0, INF], [-1, INF, INF, 0]],
};

const thresholdedRelu: Spec = {
  parameters: { theta: 1, value: 0 },
  sweep: [
    ...[1, 0, -0, 0.1, -2, 1e-45, -1e-45, 3e38].map((theta) => ({ theta, value: 0 })),
    { theta: 1, value: 0.1 },
    { theta: -2, value: -3e38 },
    { theta: 0.5, value: -0 },
  ],
  precision: 'float32',
  kinks: true,

  forward: (x, { theta, value }) => (Number.isNaN(x) || x > theta ? x : value),
  derivative: (x, kink, { theta }) => (x === theta ? sideOf(kink, 0, 1) : Number.isNaN(x) ? x : Number(x > theta)),
  isFlat: (x, kink, { theta }) => x < theta || (x === theta && sideOf(kink, 0, 1) === 0),

  loops: {
    forward: { hand: 'v > theta ? v : 0', branchFree: 'v * Number(v > theta)' },
    ...selectionLoops('v > theta'),
  },

  textbook: [
    [-1, '0', '0'],
    [0.5, '0', '0'],
    [1, '0', '1'],
    [1.5, '1.5', '1'],
    [15, '15', '1'],
  ],
  values: [
    [NAN, NAN, NAN, NAN],
    [0, 0, 0, 0],
    [-0, 0, 0, 0],
    [1, 0, 1, 0],
    [1 + 2 ** -23, 1 + 2 ** -23, 1, 1],
    [1 - 2 ** -24, 0, 0, 0],
    [INF, INF, 1, 1],
    [-INF, 0, 0, 0],
    [SMALLEST, 0, 0, 0],
    [LARGEST, LARGEST, 1, 1],

    [-0, 0, 1, 0, { theta: 0 }],
    [SMALLEST, SMALLEST, 1, 1, { theta: 0 }],
    [-1, -1, 1, 1, { theta: -2 }],
    [-0, -0, 1, 1, { theta: -2 }],
    [-2, 0, 1, 0, { theta: -2 }],
    [SMALLEST, 0, 1, 0, { theta: 1e-45 }],
    [-0, -0, 1, 1, { theta: -1e-45 }],
    // theta is rounded to float32 first.
    [0.1, 0, 1, 0, { theta: 0.1 }],

    [1, 0.1, 1, 0, { value: 0.1 }],
    [-INF, 0.1, 0, 0, { value: 0.1 }],
    [-0, -0, 0, 0, { value: -0 }],
    [2, 2, 1, 1, { value: 0.1 }],
    [NAN, NAN, NAN, NAN, { value: 0.1 }],
  ],
  products: [...selections(2, 0), ...selections(INF, -INF), [1, INF, INF, 0]],
};

const LAMBDAS = [0.5, 0.1, 1, 1e-45, 1e-40, 3e38, 0, -0].map((lambda) => ({ lambda }));
const REFUSED_LAMBDAS: Spec['refused'] = [[{ lambda: -0.5 }, 'lambda must be at least 0, got -0.5']];

/** f' of both shrinks. */
function outside(x: number, kink: Kink, lambda: number): number {
  if (Number.isNaN(x)) return NAN;
  // With lambda 0 both kinks are at 0: what is chosen at either must be 1.
  if (lambda === 0 && x === 0) return kink === 'min' ? 0 : 1;
  if (x === -lambda) return sideOf(kink, 1, 0);
  if (x === lambda) return sideOf(kink, 0, 1);
  return Number(Math.abs(x) > lambda);
}

const hardShrink: Spec = {
  parameters: { lambda: 0.5 },
  isValid: ({ lambda }) => lambda >= 0,
  refused: REFUSED_LAMBDAS,
  sweep: LAMBDAS,
  precision: 'float32',
  kinks: true,

  forward: (x, { lambda }) => (Math.abs(x) <= lambda ? 0 : x),
  derivative: (x, kink, { lambda }) => outside(x, kink, lambda),
  isFlat: (x, kink, { lambda }) => outside(x, kink, lambda) === 0,

  loops: {
    forward: { hand: 'Math.abs(v) > lambda ? v : 0', branchFree: 'v * Number(Math.abs(v) > lambda)' },
    ...selectionLoops('Math.abs(v) > lambda'),
  },

  textbook: [
    [-1, '-1', '1'],
    [-0.5, '0', '0'],
    [0.25, '0', '0'],
    [0.5, '0', '1'],
    [15, '15', '1'],
  ],
  values: [
    [NAN, NAN, NAN, NAN],
    [0, 0, 0, 0],
    [-0, 0, 0, 0],
    [0.5, 0, 1, 0],
    [-0.5, 0, 0, 1],
    [0.5 + 2 ** -24, 0.5 + 2 ** -24, 1, 1],
    [-0.5 - 2 ** -24, -0.5 - 2 ** -24, 1, 1],
    [0.5 - 2 ** -25, 0, 0, 0],
    [INF, INF, 1, 1],
    [-INF, -INF, 1, 1],
    [SMALLEST, 0, 0, 0],
    [LARGEST, LARGEST, 1, 1],

    [-SMALLEST, -SMALLEST, 1, 1, { lambda: 0 }],
    [SMALLEST, 0, 1, 0, { lambda: 1e-45 }],
    // lambda is rounded to float32 first.
    [-0.1, 0, 0, 1, { lambda: 0.1 }],
  ],
  products: [...selections(2, 0.25), ...selections(-INF, -0), [0.5, INF, INF, 0], [-0.5, INF, 0, INF]],
};

const softShrink: Spec = {
  parameters: { lambda: 0.5 },
  isValid: ({ lambda }) => lambda >= 0,
  refused: REFUSED_LAMBDAS,
  sweep: LAMBDAS,
  precision: 'float32',
  kinks: true,

  // The difference of two float32 numbers, in float64: rounding it again gives the float32 difference.
  forward: (x, { lambda }) => (Math.abs(x) <= lambda ? 0 : x - Math.sign(x) * lambda),
  derivative: (x, kink, { lambda }) => outside(x, kink, lambda),
  isFlat: (x, kink, { lambda }) => outside(x, kink, lambda) === 0,

  loops: {
    forward: {
      hand: 'v > lambda ? v - lambda : v < -lambda ? v + lambda : 0',
      branchFree: 'v - Math.min(Math.max(-lambda, v), lambda)',
    },
    ...selectionLoops('Math.abs(v) > lambda'),
  },

  textbook: [
    [-1, '-0.5', '1'],
    [-0.5, '0', '0'],
    [0.25, '0', '0'],
    [0.5, '0', '1'],
    [15, '14.5', '1'],
  ],
  values: [
    [NAN, NAN, NAN, NAN],
    [0, 0, 0, 0],
    [-0, 0, 0, 0],
    [0.5, 0, 1, 0],
    [-0.5, 0, 0, 1],
    [0.5 + 2 ** -24, 2 ** -24, 1, 1],
    [-0.5 - 2 ** -24, -(2 ** -24), 1, 1],
    [0.5 - 2 ** -25, 0, 0, 0],
    [INF, INF, 1, 1],
    [-INF, -INF, 1, 1],
    [SMALLEST, 0, 0, 0],
    [LARGEST, LARGEST, 1, 1],

    [-SMALLEST, -SMALLEST, 1, 1, { lambda: 0 }],
    [2 * SMALLEST, SMALLEST, 1, 1, { lambda: 1e-45 }],
    [-INF, -INF, 1, 1, { lambda: 3e38 }],
  ],
  products: [...selections(2, 0.25), ...selections(-INF, -0), [0.5, INF, INF, 0], [-0.5, INF, 0, INF]],
};

const squaredRelu: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float32',
  kinks: false,

  forward: (x) => Math.max(0, x) ** 2,
  derivative: (x) => 2 * Math.max(0, x),

  loops: {
    forward: { hand: 'v > 0 ? v * v : 0', branchFree: 'Math.max(v, 0) ** 2' },
    grad: { hand: 'v > 0 ? 2 * v : 0', branchFree: '2 * Math.max(v, 0)' },
  },

  textbook: [
    [-1, '0', '0'],
    [0, '0', '0'],
    [0.5, '0.25', '1'],
    [3, '9', '6'],
  ],
  values: smooth([
    [NAN, NAN, NAN],
    [0, 0, 0],
    [-0, 0, 0],
    [INF, INF, INF],
    [-INF, 0, 0],
    [SMALLEST, 0, 2 * SMALLEST],
    [-SMALLEST, 0, 0],
    [2 ** -75, 0, 2 ** -74],
    [2 ** -75 * (1 + 2 ** -23), SMALLEST, 2 ** -74 * (1 + 2 ** -23)],
    [2 ** 64, INF, 2 ** 65],
    [LARGEST, INF, INF],
    [-LARGEST, 0, 0],
  ]),
  products: [...NAN_PRODUCTS, [3, 2, 12, 12], [-1, INF, NAN, NAN], [-1, -2, -0, -0], [2, INF, INF, INF]],
};

/** The sign of alpha x + beta - level, exactly; the default alpha means 1/6. The sum is rounded: what that cuts off decides where it is level. */
function lineSign(x: number, { alpha, beta }: Parameters, level: number): number {
  const isSixth = alpha === 1 / 6;
  const product = isSixth ? x : alpha * x;
  const offset = isSixth ? 6 * beta : beta;
  const sum = product + offset;
  const part = sum - product;
  const rest = product - (sum - part) + (offset - part);
  return Math.sign(sum - level * (isSixth ? 6 : 1)) || Math.sign(rest);
}

/** alpha between where the line alpha x + beta is 0 and 1: by default at exactly -3 and 3. */
function hardSigmoidSlope(x: number, kink: Kink, parameters: Parameters): number {
  const { alpha } = parameters;
  if (Number.isNaN(x)) return NAN;
  if (Math.abs(x) === INF) return 0;
  const [low, high] = [lineSign(x, parameters, 0), lineSign(x, parameters, 1)];
  if (low === 0) return alpha > 0 ? sideOf(kink, 0, alpha) : sideOf(kink, alpha, 0);
  if (high === 0) return alpha > 0 ? sideOf(kink, alpha, 0) : sideOf(kink, 0, alpha);
  return low > 0 && high < 0 ? alpha : 0;
}

const hardSigmoid: Spec = {
  parameters: { alpha: 1 / 6, beta: 0.5 },
  isValid: ({ alpha }) => alpha !== 0,
  refused: [
    [{ alpha: 0 }, 'alpha must be other than 0, got 0'],
    [{ alpha: 1e-60 }, 'alpha must be other than 0, got 0'],
    [{ alpha: 1e60 }, 'alpha must be finite in float32, got 1e+60'],
  ],
  sweep: [
    { alpha: 1 / 6, beta: 0.5 },
    { alpha: 0.2, beta: 0.5 },
    { alpha: 1, beta: 0 },
    { alpha: 2, beta: -3 },
    { alpha: -0.2, beta: 0.5 },
    { alpha: 1e-30, beta: 0.25 },
    { alpha: 1e30, beta: 1 },
    { alpha: 0.1, beta: -3e38 },
    { alpha: 0.871, beta: 0.035 },
    { alpha: 1 / 6, beta: 0.3 },
  ],
  precision: 'float64',
  roundsParameters: true,
  kinks: true,

  forward(x, { alpha, beta }) {
    if (Math.abs(x) === INF) return Number(alpha * x > 0);
    if (lineSign(x, { alpha, beta }, 0) <= 0) return 0;
    if (lineSign(x, { alpha, beta }, 1) >= 0) return 1;
    return alpha === 1 / 6 ? (x + 6 * beta) / 6 : alpha * x + beta;
  },
  derivative: hardSigmoidSlope,
  isFlat: (x, kink, parameters) => hardSigmoidSlope(x, kink, parameters) === 0,

  loops: {
    forward: { hand: 'v <= -3 ? 0 : v >= 3 ? 1 : v / 6 + 0.5', branchFree: 'Math.min(Math.max(0, v / 6 + 0.5), 1)' },
    grad: { hand: 'v > -3 && v < 3 ? 1 / 6 : 0', branchFree: 'Number(Math.abs(v) < 3) / 6' },
  },

  textbook: [
    [-4, '0', '0'],
    [-3, '0', '0.166667'],
    [0, '0.5', '0.166667'],
    [1.5, '0.75', '0.166667'],
    [3, '1', '0'],
  ],
  values: [
    [NAN, NAN, NAN, NAN],
    [0, 0.5, 1 / 6, 1 / 6],
    [-0, 0.5, 1 / 6, 1 / 6],
    [3, 1, 0, 1 / 6],
    [-3, 0, 1 / 6, 0],
    [-3 + 2 ** -22, 2 ** -22 / 6, 1 / 6, 1 / 6],
    [-3 - 2 ** -22, 0, 0, 0],
    [INF, 1, 0, 0],
    [-INF, 0, 0, 0],
    [SMALLEST, 0.5, 1 / 6, 1 / 6],
    [LARGEST, 1, 0, 0],
    [-LARGEST, 0, 0, 0],

    // The float32 0.2 is above 0.2, and so is the line above 1.
    [2.5, 1, 0, 0, { alpha: 0.2 }],
    [1.5, 0, 2, 0, { alpha: 2, beta: -3 }],
    [2, 1, 0, 2, { alpha: 2, beta: -3 }],
    [1.75, 0.5, 2, 2, { alpha: 2, beta: -3 }],
    // alpha x + beta is 1 in float64, but below it.
    [-SMALLEST, 1, 1, 1, { alpha: 1, beta: 1 }],
    [0, 1, 0, 1, { alpha: 1, beta: 1 }],
    // A beta too small for the sum, which is above 1.
    [1, 1, 0, 0, { alpha: 1, beta: 1e-40 }],
    [1 - 2 ** -24, 1 - 2 ** -24, 1, 1, { alpha: 1, beta: 1e-40 }],
    // Just beside the root of the float32 parameters, where the sum cancels.
    [-3, 0, 0, 0, { alpha: 0.3, beta: 0.9 }],
    [Math.fround(-0.035 / 0.871), 4.784752594133579e-10, 0.871, 0.871, { alpha: 0.871, beta: 0.035 }],
    // A negative alpha.
    [-INF, 1, 0, 0, { alpha: -0.25 }],
    [INF, 0, 0, 0, { alpha: -0.25 }],
    [-2, 1, -0.25, 0, { alpha: -0.25 }],
    [2, 0, 0, -0.25, { alpha: -0.25 }],
    [1, 0.25, -0.25, -0.25, { alpha: -0.25 }],
  ],
  products: [
    ...NAN_PRODUCTS,
    [0, 3, 0.5, 0.5],
    [0, INF, INF, INF],
    [0, -0, -0, -0],
    [4, INF, 0, 0],
    [-4, -INF, 0, 0],
    [-4, -3, 0, 0],
    [3, INF, 0, INF],
    [-3, -INF, -INF, 0],
    [4, NAN, NAN, NAN],
  ],
};

function hardSwishSlope(x: number, kink: Kink): number {
  if (x === -3) return sideOf(kink, 0, -0.5);
  if (x === 3) return sideOf(kink, 1.5, 1);
  return x < -3 ? 0 : x > 3 ? 1 : (2 * x + 3) / 6;
}

const hardSwish: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float64',
  kinks: true,

  // Near 0 the term in x^2, too small for float64, decides between two subnormal float32 numbers.
  forward(x) {
    if (x >= 3) return x;
    if (x <= -3) return -0;
    return Math.abs(x) < 2 ** -100 ? aboveHalf(x) : (x * (x + 3)) / 6;
  },
  derivative: hardSwishSlope,
  isFlat: (x, kink) => x < -3 || (x === -3 && hardSwishSlope(x, kink) === 0),

  loops: {
    forward: {
      hand: 'v <= -3 ? 0 : v >= 3 ? v : (v * (v + 3)) / 6',
      branchFree: '(v * Math.min(Math.max(v + 3, 0), 6)) / 6',
    },
    grad: { hand: 'v <= -3 ? 0 : v >= 3 ? 1 : v / 3 + 0.5' },
  },

  textbook: [
    [-4, '0', '0'],
    [-3, '0', '-0.5'],
    [-1, '-0.333333', '0.166667'],
    [0, '0', '0.5'],
    [3, '3', '1'],
  ],
  values: [
    [NAN, NAN, NAN, NAN],
    [0, 0, 0.5, 0.5],
    [-0, -0, 0.5, 0.5],
    [3, 3, 1, 1.5],
    [-3, -0, -0.5, 0],
    [-3 + 2 ** -22, (-(3 - 2 ** -22) * 2 ** -22) / 6, (-3 + 2 ** -21) / 6, (-3 + 2 ** -21) / 6],
    [-3 - 2 ** -22, -0, 0, 0],
    [-1.5, -0.375, 0, 0],
    [INF, INF, 1, 1],
    [-INF, -0, 0, 0],
    [SMALLEST, SMALLEST, 0.5, 0.5],
    [-SMALLEST, -0, 0.5, 0.5],
    [3 * SMALLEST, 2 * SMALLEST, 0.5, 0.5],
    [-3 * SMALLEST, -SMALLEST, 0.5, 0.5],
    [5 * SMALLEST, 3 * SMALLEST, 0.5, 0.5],
    [LARGEST, LARGEST, 1, 1],
    [-LARGEST, -0, 0, 0],
  ],
  products: [
    ...NAN_PRODUCTS,
    [0, 3, 1.5, 1.5],
    [0, INF, INF, INF],
    [4, INF, INF, INF],
    [4, -0, -0, -0],
    [-4, -INF, 0, 0],
    [-4, -3, 0, 0],
    [-3, INF, -INF, 0],
    [-3, 2, -1, 0],
    [3, 2, 2, 3],
    [-1.5, INF, NAN, NAN],
    [-1.5, -1, -0, -0],
    [-4, NAN, NAN, NAN],
  ],
};

const softsign: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float64',
  kinks: false,

  forward: (x) => (Math.abs(x) === INF ? Math.sign(x) : x / (1 + Math.abs(x))),
  derivative: (x) => (1 + Math.abs(x)) ** -2,

  loops: {
    forward: { hand: 'v / (1 + Math.abs(v))' },
    grad: { hand: 'const a = 1 + Math.abs(v); 1 / (a * a)' },
  },

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

/** ln 2, and the limits of others at 0. */
const LN2 = Math.LN2;

/** Values that smooth functions share: f(x) and f'(x) at NaN, and where they are what they are at 0 and at infinity. */
type Smooth = readonly [x: number, forward: number, derivative: number, parameters?: Parameters];
const ends = (atMinus: Smooth[1], minusSlope: number, atPlus: number, plusSlope: number): readonly Smooth[] => [
  [NAN, NAN, NAN],
  [-INF, atMinus, minusSlope],
  [INF, atPlus, plusSlope],
  [-LARGEST, atMinus === -INF ? -LARGEST : atMinus, minusSlope],
  [LARGEST, atPlus === INF ? LARGEST : atPlus, plusSlope],
];

const logistic = (z: number) => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z)));

const SIGMOID_LOOP = 'const s = 1 / (1 + Math.exp(-v))';

const sigmoid: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float64',
  kinks: false,

  forward: (x) => logistic(x),
  derivative: (x) => logistic(x) * logistic(-x),

  loops: {
    forward: { hand: '1 / (1 + Math.exp(-v))' },
    grad: { hand: `${SIGMOID_LOOP}; s * (1 - s)` },
  },

  textbook: [
    [-1, '0.268941', '0.196612'],
    [0, '0.5', '0.25'],
    [2, '0.880797', '0.104994'],
  ],
  values: smooth([
    ...ends(0, 0, 1, 0),
    [0, 0.5, 0.25],
    [-0, 0.5, 0.25],
    [SMALLEST, 0.5, 0.25],
    // Half way between 1/2 and the number above it, but for -x^3/48.
    [3 * 2 ** -23, 0.5 + 2 ** -24, 0.25],
    [-104, 0, 0],
    [-103, 2 ** -149, 2 ** -149],
    [18, 1, Math.exp(-18)],
  ]),
  products: [...NAN_PRODUCTS, [0, 4, 1, 1], [0, INF, INF, INF], [INF, INF, NAN, NAN], [-INF, -1, -0, -0]],
};

const tanh: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float64',
  kinks: false,

  forward: (x) => Math.tanh(x),
  derivative: (x) => 4 * logistic(2 * x) * logistic(-2 * x),

  loops: {
    forward: { hand: 'Math.tanh(v)' },
    grad: { hand: 'const t = Math.tanh(v); 1 - t * t' },
  },

  textbook: [
    [-1, '-0.761594', '0.419974'],
    [0, '0', '1'],
    [2, '0.964028', '0.0706508'],
  ],
  values: smooth([
    ...ends(-1, 0, 1, 0),
    [0, 0, 1],
    [-0, -0, 1],
    [SMALLEST, SMALLEST, 1],
    [-SMALLEST, -SMALLEST, 1],
    [LARGEST_SUBNORMAL, LARGEST_SUBNORMAL, 1],
    [2 ** -12, 2 ** -12 - 2 ** -36 / 3, 1 - 2 ** -24],
    [10, 1, 4 * Math.exp(-20)],
  ]),
  products: [...NAN_PRODUCTS, [0, 4, 4, 4], [0, INF, INF, INF], [INF, INF, NAN, NAN], [-INF, -1, -0, -0]],
};

const softplusOf = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

const softplus: Spec = {
  parameters: { beta: 1 },
  isValid: ({ beta }) => beta !== 0,
  refused: [[{ beta: 0 }, 'beta must be other than 0, got 0']],
  sweep: [1, 0.5, 2, 10, 1e-3, 1.702, 1e30, 1e-30, -1, -0.5, 1e300, -1e300, 5e-324].map((beta) => ({ beta })),
  precision: 'float64',
  kinks: false,

  // The linear part without beta, so that nothing overflows.
  forward(x, { beta }) {
    const linear = beta > 0 ? Math.max(x, 0) : Math.min(x, 0);
    const rest = Math.log1p(Math.exp(-Math.abs(beta * x))) / beta;
    return linear === 0 ? rest : linear + rest;
  },
  derivative: (x, _kink, { beta }) => logistic(beta * x),

  loops: {
    forward: { hand: 'Math.log1p(Math.exp(beta * v)) / beta' },
    grad: { hand: '1 / (1 + Math.exp(-beta * v))' },
  },

  textbook: [
    [-1, '0.313262', '0.268941'],
    [0, '0.693147', '0.5'],
    [2, '2.12693', '0.880797'],
  ],
  values: smooth([
    ...ends(0, 0, INF, 1),
    [0, LN2, 0.5],
    [-0, LN2, 0.5],
    [SMALLEST, LN2, 0.5],
    [-104, 0, 0],
    [100, 100, 1],
    [0, LN2 / 2, 0.5, { beta: 2 }],
    [-INF, 0, 0, { beta: 1e-30 }],
    [INF, INF, 1, { beta: 1e-30 }],
    [-INF, -INF, 1, { beta: -1 }],
    [INF, -0, 0, { beta: -1 }],
    [200, -0, 0, { beta: -1 }],
    [0, -LN2, 0.5, { beta: -1 }],
    [3e38, 3e38, 1, { beta: 1e300 }],
    [-1, 0, 0, { beta: 1e300 }],
    [0, 0, 0.5, { beta: 1e300 }],
    [-3e38, -3e38, 1, { beta: -1e300 }],
    [1, INF, 0.5, { beta: 5e-324 }],
    [-INF, 0, 0, { beta: 5e-324 }],
  ]),
  products: [...NAN_PRODUCTS, [0, 4, 2, 2], [0, INF, INF, INF], [-INF, INF, NAN, NAN], [-INF, -1, -0, -0]],
};

const logSigmoid: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float64',
  kinks: false,

  forward: (x) => -softplusOf(-x),
  derivative: (x) => logistic(-x),

  loops: {
    forward: { hand: '-Math.log1p(Math.exp(-v))' },
    grad: { hand: '1 / (1 + Math.exp(v))' },
  },

  textbook: [
    [-1, '-1.31326', '0.731059'],
    [0, '-0.693147', '0.5'],
    [2, '-0.126928', '0.119203'],
  ],
  values: smooth([
    ...ends(-INF, 1, -0, 0),
    [0, -LN2, 0.5],
    [-0, -LN2, 0.5],
    [SMALLEST, -LN2, 0.5],
    [104, -0, 0],
    [-100, -100, 1],
  ]),
  products: [...NAN_PRODUCTS, [0, 4, 2, 2], [0, INF, INF, INF], [INF, INF, NAN, NAN], [INF, -1, -0, -0]],
};

const elu: Spec = {
  parameters: { alpha: 1 },
  sweep: [1, 0.5, 1.6732632423543772, 0, -1, 3e38, 1e-40, 1e-300, 1e300].map((alpha) => ({ alpha })),
  precision: 'float64',
  kinks: true,

  forward: (x, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x)),
  derivative(x, kink, { alpha }) {
    if (x === 0) return sideOf(kink, alpha, 1);
    return x > 0 ? 1 : alpha * Math.exp(x / 2) * Math.exp(x / 2); // e^x may underflow where the product does not
  },

  loops: {
    forward: { hand: 'v > 0 ? v : alpha * Math.expm1(v)' },
    grad: { hand: 'v > 0 ? 1 : alpha * Math.exp(v)' },
  },

  textbook: [
    [-1, '-0.632121', '0.367879'],
    [0, '0', '1'],
    [2, '2', '1'],
  ],
  values: [
    [NAN, NAN, NAN, NAN],
    [-INF, -1, 0, 0],
    [INF, INF, 1, 1],
    [0, 0, 1, 1],
    [-0, -0, 1, 1],
    [SMALLEST, SMALLEST, 1, 1],
    [-SMALLEST, -SMALLEST, 1, 1],
    [-LARGEST_SUBNORMAL, -LARGEST_SUBNORMAL, 1, 1],
    [LARGEST, LARGEST, 1, 1],
    [-LARGEST, -1, 0, 0],
    [-INF, -0.5, 0, 0, { alpha: 0.5 }],
    [0, 0, 1, 0.5, { alpha: 0.5 }],
    [-0, -0, 1, 0.5, { alpha: 0.5 }],
    [-INF, 1, -0, -0, { alpha: -1 }],
    [-INF, -3e38, 0, 0, { alpha: 3e38 }],
    [-2000, -INF, 0, 0, { alpha: 1e300 }],
    [-2000, INF, -0, -0, { alpha: -1e300 }],
    [-790, -INF, 1e300 * Math.exp(-395) * Math.exp(-395), 1e300 * Math.exp(-395) * Math.exp(-395), { alpha: 1e300 }],
  ],
  products: [...NAN_PRODUCTS, [0, 4, 4, 4], [2, INF, INF, INF], [-INF, INF, NAN, NAN], [-INF, -1, -0, -0]],
};

const celu: Spec = {
  parameters: { alpha: 1 },
  isValid: ({ alpha }) => alpha > 0,
  refused: [[{ alpha: 0 }, 'alpha must be above 0, got 0']],
  sweep: [1, 0.5, 2, 10, 0.1, 1e-3, 3e38, 1e-40, 1e300].map((alpha) => ({ alpha })),
  precision: 'float64',
  kinks: false,

  // x / alpha underflows, and celu(x) is x.
  forward: (x, { alpha }) => (x > 0 || Math.abs(x / alpha) < 1e-290 ? x : alpha * Math.expm1(x / alpha)),
  derivative: (x, _kink, { alpha }) => (x >= 0 ? 1 : Math.exp(x / alpha)),

  loops: {
    forward: { hand: 'v > 0 ? v : alpha * Math.expm1(v / alpha)' },
    grad: { hand: 'v > 0 ? 1 : Math.exp(v / alpha)' },
  },

  textbook: [
    [-1, '-0.632121', '0.367879'],
    [0, '0', '1'],
    [2, '2', '1'],
  ],
  values: smooth([
    ...ends(-1, 0, INF, 1),
    [0, 0, 1],
    [-0, -0, 1],
    [SMALLEST, SMALLEST, 1],
    [-SMALLEST, -SMALLEST, 1],
    [-INF, -2, 0, { alpha: 2 }],
    [-0, -0, 1, { alpha: 1e-40 }],
    // 1 / alpha is no finite float64.
    [0, 0, 1, { alpha: 1e-310 }],
    [-1, -0, 0, { alpha: 1e-310 }],
    [1, 1, 1, { alpha: 1e-310 }],
    [-1, -1e-40, 0, { alpha: 1e-40 }],
    [-1e-30, -1e-30, 1, { alpha: 1e300 }],
    [-3e38, -3e38, 1, { alpha: 1e300 }],
    [-INF, -INF, 0, { alpha: 1e300 }],
  ]),
  products: [...NAN_PRODUCTS, [0, 4, 4, 4], [2, INF, INF, INF], [-INF, INF, NAN, NAN], [-INF, -1, -0, -0]],
};

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

const selu: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float64',
  kinks: true,

  forward: (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
  derivative(x, kink) {
    if (x === 0) return sideOf(kink, SELU_SCALE * SELU_ALPHA, SELU_SCALE);
    return SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x));
  },

  loops: {
    forward: { hand: '1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * Math.expm1(v))' },
    grad: { hand: '1.0507009873554805 * (v > 0 ? 1 : 1.6732632423543772 * Math.exp(v))' },
  },

  textbook: [
    [-1, '-1.11133', '0.646769'],
    [0, '0', '1.0507'],
    [2, '2.1014', '1.0507'],
  ],
  values: [
    [NAN, NAN, NAN, NAN],
    [-INF, -1.7580993408473768, 0, 0],
    [INF, INF, 1.0507009873554805, 1.0507009873554805],
    [0, 0, 1.0507009873554805, 1.7580993408473768],
    [-0, -0, 1.0507009873554805, 1.7580993408473768],
    [SMALLEST, SMALLEST, 1.0507009873554805, 1.0507009873554805],
    [-SMALLEST, -2 * SMALLEST, 1.7580993408473768, 1.7580993408473768],
    [LARGEST, INF, 1.0507009873554805, 1.0507009873554805],
    [-LARGEST, -1.7580993408473768, 0, 0],
  ],
  products: [...NAN_PRODUCTS, [2, INF, INF, INF], [-INF, INF, NAN, NAN], [-INF, -1, -0, -0]],
};

/** f' of x s(z), s the logistic function and q = x z'. */
const gateSlope = (z: number, q: number) =>
  Math.abs(z) === INF ? (z > 0 ? 1 : -0) : logistic(z) * (1 + q * logistic(-z));

/** x times a gate, whose limit at -Infinity is -0, and which near 0 is x/2 and a little more. */
function gated(x: number, gate: number): number {
  if (x === -INF) return -0;
  return Math.abs(x) < 2 ** -100 ? aboveHalf(x) : x * gate;
}

/** How far a derivative in float64 is off, for its root. */
const ROOT_ERROR = 2 ** -50;

const silu: Spec = {
  parameters: { beta: 1 },
  isValid: ({ beta }) => beta > 0,
  refused: [[{ beta: 0 }, 'beta must be above 0, got 0']],
  sweep: [1, 1.702, 0.5, 2, 10, 0.01, 1e300, 1e-40].map((beta) => ({ beta })),
  precision: 'float64',
  kinks: false,
  error: ROOT_ERROR,

  // The ties of the smallest results are those of x/2 where beta x is small.
  forward: (x, { beta }) =>
    Math.abs(beta * x) < 2 ** -40 ? gated(x, logistic(beta * x)) : x === -INF ? -0 : x * logistic(beta * x),
  derivative: (x, _kink, { beta }) => gateSlope(beta * x, beta * x),

  loops: {
    forward: { hand: 'v / (1 + Math.exp(-beta * v))' },
    grad: { hand: 'const s = 1 / (1 + Math.exp(-beta * v)); s * (1 + beta * v * (1 - s))' },
  },

  textbook: [
    [-1, '-0.268941', '0.0723295'],
    [0, '0', '0.5'],
    [2, '1.76159', '1.09078'],
  ],
  values: smooth([
    ...ends(-0, -0, INF, 1),
    [0, 0, 0.5],
    [-0, -0, 0.5],
    [SMALLEST, SMALLEST, 0.5],
    [-SMALLEST, -0, 0.5],
    [3 * SMALLEST, 2 * SMALLEST, 0.5],
    [-3 * SMALLEST, -SMALLEST, 0.5],
    [-200, -0, -0],
    [200, 200, 1],
    [-1, -0, -0, { beta: 1.7e308 }],
    [1, 1, 1, { beta: 1.7e308 }],
    [0, 0, 0.5, { beta: 1.7e308 }],
    [-INF, -0, -0, { beta: 1e-40 }],
    [-1, -0.5, 0.5, { beta: 1e-40 }],
  ]),
  products: [...NAN_PRODUCTS, [0, 4, 2, 2], [0, INF, INF, INF], [INF, INF, INF, INF], [-INF, -1, 0, 0]],
};

const GELU_TANH_LINEAR = 1.5957691216057308;

const GELU_TANH_LOOP = 'const t = Math.tanh(0.7978845608028654 * (v + 0.044715 * v * v * v))';

const geluTanh: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float64',
  kinks: false,
  error: ROOT_ERROR,

  forward: (x) => gated(x, logistic(GELU_TANH_LINEAR * (x + 0.044715 * x ** 3))),
  derivative: (x) => gateSlope(GELU_TANH_LINEAR * (x + 0.044715 * x ** 3), GELU_TANH_LINEAR * (x + 0.134145 * x ** 3)),

  loops: {
    forward: { hand: `${GELU_TANH_LOOP}; 0.5 * v * (1 + t)` },
    grad: { hand: `${GELU_TANH_LOOP}; 0.5 * (1 + t) + 0.3989422804014327 * v * (1 - t * t) * (1 + 0.134145 * v * v)` },
  },

  textbook: [
    [-1, '-0.158808', '-0.0829641'],
    [0, '0', '0.5'],
    [2, '1.9546', '1.0861'],
  ],
  values: smooth([
    ...ends(-0, -0, INF, 1),
    [0, 0, 0.5],
    [-0, -0, 0.5],
    [SMALLEST, SMALLEST, 0.5],
    [-SMALLEST, -0, 0.5],
    [3 * SMALLEST, 2 * SMALLEST, 0.5],
    [-20, -0, -0],
    [20, 20, 1],
  ]),
  products: [...NAN_PRODUCTS, [0, 4, 2, 2], [0, INF, INF, INF], [INF, INF, INF, INF], [-INF, -1, 0, 0]],
};

/** Phi(-d) for d >= 0: a series near 0, a continued fraction beyond. */
function normalTail(d: number): number {
  if (d > 40) return 0;
  const density = Math.exp((-d * d) / 2) / Math.sqrt(2 * Math.PI);
  if (d < 2.5) {
    let term = d;
    let sum = d;
    for (let i = 1; Math.abs(term) > 1e-19 * sum; i++) {
      term *= (d * d) / (2 * i + 1);
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = d;
  for (let i = 150; i > 0; i--) fraction = d + i / fraction;
  return density / fraction;
}

/** Abramowitz and Stegun, 7.1.26: erf to 1.5e-7, the formula that people write for want of a Math.erf. */
const ERF_LOOP = `const z = Math.abs(v) * Math.SQRT1_2; const t = 1 / (1 + 0.3275911 * z); const q = Math.exp(-z * z);
  const tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * q;
  const erf = v < 0 ? tail - 1 : 1 - tail`;

const gelu: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float64',
  kinks: false,
  error: ROOT_ERROR,

  forward(x) {
    if (x === -INF || x === INF) return x < 0 ? -0 : INF;
    if (Math.abs(x) < 2 ** -100) return aboveHalf(x);
    return x < 0 ? x * normalTail(-x) : x - x * normalTail(x);
  },
  derivative(x) {
    if (Number.isNaN(x)) return NAN;
    const d = Math.min(Math.abs(x), 50);
    const below = normalTail(d) - (d * Math.exp((-d * d) / 2)) / Math.sqrt(2 * Math.PI);
    if (x < 0) return below === 0 ? -0 : below;
    return 1 - below;
  },

  loops: {
    forward: { hand: `${ERF_LOOP}; 0.5 * v * (1 + erf)` },
    grad: { hand: `${ERF_LOOP}; 0.5 * (1 + erf) + 0.3989422804014327 * v * q` },
    error: 1e-6,
  },

  textbook: [
    [-1, '-0.158655', '-0.0833155'],
    [0, '0', '0.5'],
    [2, '1.9545', '1.08523'],
  ],
  values: smooth([
    ...ends(-0, -0, INF, 1),
    [0, 0, 0.5],
    [-0, -0, 0.5],
    [SMALLEST, SMALLEST, 0.5],
    [-SMALLEST, -0, 0.5],
    [3 * SMALLEST, 2 * SMALLEST, 0.5],
    [-20, -0, -0],
    [20, 20, 1],
  ]),
  products: [...NAN_PRODUCTS, [0, 4, 2, 2], [0, INF, INF, INF], [INF, INF, INF, INF], [-INF, -1, 0, 0]],
};

const mish: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float64',
  kinks: false,
  error: ROOT_ERROR,

  forward(x) {
    if (x === -INF) return -0;
    const e = Math.exp(Math.min(x, 100));
    return (x * (e * (e + 2))) / (e * (e + 2) + 2);
  },
  derivative(x) {
    if (x === -INF) return -0;
    const held = Math.min(x, 100);
    const e = Math.exp(held);
    const w = e * (e + 2);
    return (w + (4 * held * e * (e + 1)) / (w + 2)) / (w + 2);
  },

  loops: {
    forward: { hand: 'v * Math.tanh(Math.log1p(Math.exp(v)))' },
    grad: { hand: `${SIGMOID_LOOP}; const t = Math.tanh(Math.log1p(Math.exp(v))); t + v * s * (1 - t * t)` },
  },

  textbook: [
    [-1, '-0.303401', '0.0592168'],
    [0, '0', '0.6'],
    [2, '1.94396', '1.06932'],
  ],
  values: smooth([
    ...ends(-0, -0, INF, 1),
    [0, 0, 0.6],
    [-0, -0, 0.6],
    [SMALLEST, SMALLEST, 0.6],
    [-SMALLEST, -SMALLEST, 0.6],
    [-200, -0, -0],
    [200, 200, 1],
  ]),
  products: [...NAN_PRODUCTS, [0, 5, 3, 3], [0, INF, INF, INF], [INF, INF, INF, INF], [-INF, -1, 0, 0]],
};

const linear: Spec = {
  parameters: { alpha: 1, beta: 0 },
  refused: [
    [{ alpha: 1e39 }, 'alpha must be finite in float32, got 1e+39'],
    [{ beta: -1e39 }, 'beta must be finite in float32, got -1e+39'],
  ],
  sweep: [
    { alpha: 1, beta: 0 },
    { alpha: -2, beta: 0.5 },
    { alpha: 0.871, beta: 0.035 },
    { alpha: 0, beta: 3 },
    { alpha: 0, beta: 0 },
    { alpha: 3e38, beta: -3e38 },
    { alpha: 1e-40, beta: 1e-40 },
    { alpha: -0.1, beta: -0 },
  ],
  precision: 'float64',
  roundsParameters: true,
  kinks: false,

  // A beta of 0 leaves the product and its sign; the limits for an alpha of 0 are those of a constant.
  forward(x, { alpha, beta }) {
    const product = alpha === 0 && Math.abs(x) === INF ? alpha * Math.sign(x) : alpha * x;
    return beta === 0 ? product : product + beta;
  },
  derivative: (x, _kink, { alpha }) => (Number.isNaN(x) ? NAN : alpha),

  loops: {
    forward: { hand: 'alpha * v + beta' },
    grad: { hand: 'alpha' },
  },

  textbook: [
    [-1, '-1', '1'],
    [0, '0', '1'],
    [2.5, '2.5', '1'],
  ],
  values: smooth([
    ...ends(-INF, 1, INF, 1),
    [0, 0, 1],
    [-0, -0, 1],
    [SMALLEST, SMALLEST, 1],
    [-SMALLEST, -SMALLEST, 1],
    [-LARGEST_SUBNORMAL, -LARGEST_SUBNORMAL, 1],

    [0.25, 0, -2, { alpha: -2, beta: 0.5 }],
    [-0, 0.5, -2, { alpha: -2, beta: 0.5 }],
    [INF, -INF, -2, { alpha: -2, beta: 0.5 }],
    [0, -0, -2, { alpha: -2 }],
    [-SMALLEST, -0, 0.25, { alpha: 0.25 }],
    [-SMALLEST, 0.5, 0.25, { alpha: 0.25, beta: 0.5 }],
    // alpha and beta are rounded to float32 first, the sum to float32 once: it cancels to 24 correct bits.
    [-0.035, Math.fround(0.871) * -Math.fround(0.035) + Math.fround(0.03), 0.871, { alpha: 0.871, beta: 0.03 }],
    // alpha 0: a constant, also at the infinities.
    [-INF, 3, 0, { alpha: 0, beta: 3 }],
    [INF, 3, 0, { alpha: 0, beta: 3 }],
    [-1, -0, 0, { alpha: 0 }],
    [INF, 0, 0, { alpha: 0 }],
    [NAN, NAN, NAN, { alpha: 0 }],
    [4, INF, 3e38, { alpha: 3e38, beta: -3e38 }],
    [1, 0, 3e38, { alpha: 3e38, beta: -3e38 }],
  ]),
  products: [
    ...NAN_PRODUCTS,
    [0, 4, 4, 4],
    [2, INF, INF, INF],
    [-INF, -1, -1, -1],
    [1, 3, -6, -6, { alpha: -2 }],
    [1, INF, NAN, NAN, { alpha: 0 }],
  ],
};

const squareplus: Spec = {
  parameters: { b: 4 },
  isValid: ({ b }) => b >= 0,
  refused: [[{ b: -1 }, 'b must be at least 0, got -1']],
  sweep: [4, 0, 1, 0.25, 1e-30, 1e30, 1e300, 5e-324].map((b) => ({ b })),
  precision: 'float64',
  kinks: true,

  forward(x, { b }) {
    if (b === 0) return Math.max(x, 0);
    const root = Math.sqrt(x * x + b);
    return x < 0 ? b / 2 / (root - x) : (x + root) / 2;
  },
  derivative(x, kink, { b }) {
    if (b === 0 && x === 0) return sideOf(kink, 0, 1);
    if (Math.abs(x) === INF || b === 0) return Number.isNaN(x) ? NAN : Number(x > 0);
    const root = Math.sqrt(x * x + b);
    return x < 0 ? b / 2 / root / (root - x) : (root + x) / (2 * root);
  },

  loops: {
    forward: { hand: '(v + Math.sqrt(v * v + b)) / 2' },
    grad: { hand: '(1 + v / Math.sqrt(v * v + b)) / 2' },
    error: 1e-6,
  },

  textbook: [
    [-1.5, '0.5', '0.2'],
    [0, '1', '0.5'],
    [1, '1.61803', '0.723607'],
    [1.5, '2', '0.8'],
  ],
  values: [
    ...smooth([
      [NAN, NAN, NAN],
      [INF, INF, 1],
      [-INF, 0, 0],
      [LARGEST, LARGEST, 1],
      [-LARGEST, 1 / LARGEST, 0],
      [0, 1, 0.5],
      [-0, 1, 0.5],
      [SMALLEST, 1, 0.5],
      // Half way between two float32 numbers, but for x^2/8 in f and x^3/64 in f'.
      [2 ** -23, 1 + 2 ** -23, 0.5],
      [3 * 2 ** -23, 1 + 2 ** -22, 0.5 + 2 ** -24],
      [-3 * 2 ** -24, 1 - 2 ** -24, 0.5 - 2 ** -25],
      // 1/x^2 is half the smallest number, and f' a little less.
      [-(2 ** 75), 2 ** -75, 0],

      [-1, INF, 0.5, { b: 1e300 }],
      [0, 0.5 * 1e15, 0.5, { b: 1e30 }],
      [-1, 2.5e-31, 2.5e-31, { b: 1e-30 }],
    ]),
    // b = 0: relu.
    [0, 0, 1, 0, { b: 0 }],
    [-0, 0, 1, 0, { b: 0 }],
    [-2, 0, 0, 0, { b: 0 }],
    [2, 2, 1, 1, { b: 0 }],
    [SMALLEST, SMALLEST, 1, 1, { b: 0 }],
    [-SMALLEST, 0, 0, 0, { b: 0 }],
    [-INF, 0, 0, 0, { b: 0 }],
    [INF, INF, 1, 1, { b: 0 }],
    [NAN, NAN, NAN, NAN, { b: 0 }],
  ],
  products: [
    ...NAN_PRODUCTS,
    [0, 4, 2, 2],
    [0, INF, INF, INF],
    [-INF, INF, NAN, NAN],
    [-INF, -1, -0, -0],
    [0, 3, 3, 0, { b: 0 }],
  ],
};

const sparsePlus: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float64',
  kinks: false,

  forward(x) {
    if (x <= -1) return 0;
    return x >= 1 ? x : ((x + 1) * (x + 1)) / 4;
  },
  derivative(x) {
    if (x <= -1) return 0;
    return x >= 1 ? 1 : (x + 1) / 2;
  },

  loops: {
    forward: { hand: 'v <= -1 ? 0 : v >= 1 ? v : ((v + 1) * (v + 1)) / 4' },
    grad: { hand: 'v <= -1 ? 0 : v >= 1 ? 1 : (v + 1) / 2', branchFree: 'Math.min(Math.max(0, (v + 1) / 2), 1)' },
  },

  textbook: [
    [-2, '0', '0'],
    [-0.5, '0.0625', '0.25'],
    [0, '0.25', '0.5'],
    [0.5, '0.5625', '0.75'],
    [3, '3', '1'],
  ],
  values: smooth([
    ...ends(0, 0, INF, 1),
    [0, 0.25, 0.5],
    [-0, 0.25, 0.5],
    [SMALLEST, 0.25, 0.5],
    [-1, 0, 0],
    [-1 + 2 ** -24, 2 ** -50, 2 ** -25],
    [-1 - 2 ** -23, 0, 0],
    [1, 1, 1],
    [1 - 2 ** -24, 1 - 2 ** -24, 1],
    [1 + 2 ** -23, 1 + 2 ** -23, 1],
    // Half way between two float32 numbers, but for x^2/4; f' is half way, and goes to the even one.
    [2 ** -25, 0.25 + 2 ** -25, 0.5],
    [3 * 2 ** -24, 0.25 + 3 * 2 ** -25, 0.5 + 2 ** -23],
  ]),
  products: [...NAN_PRODUCTS, [0, 4, 2, 2], [3, INF, INF, INF], [-2, INF, NAN, NAN], [-2, -1, -0, -0]],
};

/** x - tanh(x), near 0 by Lambert's continued fraction: tanh(x) = x / (1 + c), c = x^2 / (3 + x^2 / (5 + ...)). */
function tanhShrinkOf(x: number): number {
  if (Math.abs(x) > 2) return x - Math.tanh(x);
  let c = 0;
  for (let i = 41; i > 1; i -= 2) c = (x * x) / (i + c);
  return x === 0 ? x : (x * c) / (1 + c);
}

const tanhShrink: Spec = {
  parameters: {},
  sweep: [{}],
  precision: 'float64',
  kinks: false,

  forward: tanhShrinkOf,
  derivative: (x) => Math.tanh(x) ** 2,

  loops: {
    forward: { hand: 'v - Math.tanh(v)' },
    grad: { hand: 'const t = Math.tanh(v); t * t' },
    error: 1e-6,
  },

  textbook: [
    [-1, '-0.238406', '0.580026'],
    [0, '0', '0'],
    [2, '1.03597', '0.929349'],
  ],
  values: smooth([
    ...ends(-INF, 1, INF, 1),
    [0, 0, 0],
    [-0, -0, 0],
    [SMALLEST, 0, 0],
    [-SMALLEST, -0, 0],
    [-LARGEST_SUBNORMAL, -0, 0],
    [2 ** -40, 2 ** -120 / 3, 2 ** -80],
    [-(2 ** -40), -(2 ** -120) / 3, 2 ** -80],
    // Half way between two float32 numbers: x^3/3, but for -2 x^5/15, and x - 1, but for 2 e^-2x.
    [9 * 2 ** -50, 121 * SMALLEST, 81 * 2 ** -100],
    [-9 * 2 ** -50, -121 * SMALLEST, 81 * 2 ** -100],
    [2 ** 24 + 2, 2 ** 24 + 2, 1],
    [-(2 ** 24) - 2, -(2 ** 24) - 2, 1],
    [2 ** 24 - 1, 2 ** 24 - 2, 1],
  ]),
  products: [...NAN_PRODUCTS, [0, 4, 0, 0], [0, INF, NAN, NAN], [INF, INF, INF, INF], [0, -1, -0, -0]],
};

export const specs = {
  celu,
  elu,
  gelu,
  geluTanh,
  hardShrink,
  hardSigmoid,
  hardSwish,
  hardtanh,
  leakyRelu,
  linear,
  logSigmoid,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softShrink,
  softplus,
  softsign,
  sparsePlus,
  squaredRelu,
  squareplus,
  tanh,
  tanhShrink,
  thresholdedRelu,
};

export type Name = keyof typeof specs;
export const names = Object.keys(specs) as Name[];
