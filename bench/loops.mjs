/**
 * What a user would write without this package, as expressions in `v` (an element), `d` (the element of `dy`) and the
 * parameters; what has to be computed first stands before the last semicolon. Each becomes a loop of its own
 * (timing/contenders.mjs).
 *
 * `branchFree` is the obvious way around a branch: Math.min and Math.max, or arithmetic on the comparison.
 */

/**
 * @typedef {'forward' | 'grad' | 'gradDy'} Kind
 *
 * @typedef {object} Loops
 * @property {string} hand
 * @property {string} [branchFree]
 * @property {number | undefined} [error] how far both may be off, where the formula is an approximation
 *
 * @typedef {Omit<Loops, 'error'>} Expressions
 *
 * @typedef {object} Row
 * @property {Expressions} forward
 * @property {Expressions} grad
 * @property {Expressions} [gradDy] left out: `d` times the derivative
 * @property {number} [error]
 */

/** `d` times an expression. @param {string} expression */
function product(expression) {
  const at = expression.lastIndexOf(';') + 1;
  return `${expression.slice(0, at)} d * (${expression.slice(at).trim()})`;
}

/** The gradient is 1 inside and 0 outside, or `d` and 0. @param {string} inside @param {string} asNumber */
const selection = (inside, asNumber = `Number(${inside})`) => ({
  grad: { hand: `${inside} ? 1 : 0`, branchFree: asNumber },
  gradDy: { hand: `${inside} ? d : 0`, branchFree: `d * ${asNumber}` },
});

/** Abramowitz and Stegun, 7.1.26: erf to 1.5e-7, the formula that people write for want of a Math.erf. */
const ERF = `const z = Math.abs(v) * Math.SQRT1_2; const t = 1 / (1 + 0.3275911 * z); const q = Math.exp(-z * z);
  const tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * q;
  const erf = v < 0 ? tail - 1 : 1 - tail`;
const SIGMOID = 'const s = 1 / (1 + Math.exp(-v))';
const GELU_TANH = 'const t = Math.tanh(0.7978845608028654 * (v + 0.044715 * v * v * v))';

/** @satisfies {Record<string, Row>} */
const rows = {
  celu: {
    forward: { hand: 'v > 0 ? v : alpha * Math.expm1(v / alpha)' },
    grad: { hand: 'v > 0 ? 1 : Math.exp(v / alpha)' },
  },
  elu: {
    forward: { hand: 'v > 0 ? v : alpha * Math.expm1(v)' },
    grad: { hand: 'v > 0 ? 1 : alpha * Math.exp(v)' },
  },
  gelu: {
    forward: { hand: `${ERF}; 0.5 * v * (1 + erf)` },
    grad: { hand: `${ERF}; 0.5 * (1 + erf) + 0.3989422804014327 * v * q` },
    error: 1e-6,
  },
  geluTanh: {
    forward: { hand: `${GELU_TANH}; 0.5 * v * (1 + t)` },
    grad: { hand: `${GELU_TANH}; 0.5 * (1 + t) + 0.3989422804014327 * v * (1 - t * t) * (1 + 0.134145 * v * v)` },
  },
  hardShrink: {
    forward: { hand: 'Math.abs(v) > lambda ? v : 0', branchFree: 'v * Number(Math.abs(v) > lambda)' },
    ...selection('Math.abs(v) > lambda'),
  },
  hardSigmoid: {
    forward: { hand: 'v <= -3 ? 0 : v >= 3 ? 1 : v / 6 + 0.5', branchFree: 'Math.min(Math.max(0, v / 6 + 0.5), 1)' },
    grad: { hand: 'v > -3 && v < 3 ? 1 / 6 : 0', branchFree: 'Number(Math.abs(v) < 3) / 6' },
  },
  hardSwish: {
    forward: {
      hand: 'v <= -3 ? 0 : v >= 3 ? v : (v * (v + 3)) / 6',
      branchFree: '(v * Math.min(Math.max(v + 3, 0), 6)) / 6',
    },
    grad: { hand: 'v <= -3 ? 0 : v >= 3 ? 1 : v / 3 + 0.5' },
  },
  hardtanh: {
    forward: { hand: 'v < min ? min : v > max ? max : v', branchFree: 'Math.min(Math.max(min, v), max)' },
    ...selection('v > min && v < max', 'Number(v > min) * Number(v < max)'),
  },
  leakyRelu: {
    forward: { hand: 'v > 0 ? v : alpha * v', branchFree: 'Math.max(v, alpha * v)' },
    grad: { hand: 'v >= 0 ? 1 : alpha', branchFree: 'alpha + (1 - alpha) * Number(v >= 0)' },
    gradDy: { hand: 'v >= 0 ? d : alpha * d', branchFree: 'd * (alpha + (1 - alpha) * Number(v >= 0))' },
  },
  logSigmoid: {
    forward: { hand: '-Math.log1p(Math.exp(-v))' },
    grad: { hand: '1 / (1 + Math.exp(v))' },
  },
  mish: {
    forward: { hand: 'v * Math.tanh(Math.log1p(Math.exp(v)))' },
    grad: { hand: `${SIGMOID}; const t = Math.tanh(Math.log1p(Math.exp(v))); t + v * s * (1 - t * t)` },
  },
  relu: {
    forward: { hand: 'v > 0 ? v : 0', branchFree: 'Math.max(v, 0)' },
    ...selection('v >= 0'),
  },
  relu6: {
    forward: { hand: 'v < 0 ? 0 : v > 6 ? 6 : v', branchFree: 'Math.min(Math.max(0, v), 6)' },
    ...selection('v > 0 && v < 6', 'Number(v > 0) * Number(v < 6)'),
  },
  selu: {
    forward: { hand: '1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * Math.expm1(v))' },
    grad: { hand: '1.0507009873554805 * (v > 0 ? 1 : 1.6732632423543772 * Math.exp(v))' },
  },
  sigmoid: {
    forward: { hand: '1 / (1 + Math.exp(-v))' },
    grad: { hand: `${SIGMOID}; s * (1 - s)` },
  },
  silu: {
    forward: { hand: 'v / (1 + Math.exp(-beta * v))' },
    grad: { hand: 'const s = 1 / (1 + Math.exp(-beta * v)); s * (1 + beta * v * (1 - s))' },
  },
  softShrink: {
    forward: {
      hand: 'v > lambda ? v - lambda : v < -lambda ? v + lambda : 0',
      branchFree: 'v - Math.min(Math.max(-lambda, v), lambda)',
    },
    ...selection('Math.abs(v) > lambda'),
  },
  softplus: {
    forward: { hand: 'Math.log1p(Math.exp(beta * v)) / beta' },
    grad: { hand: '1 / (1 + Math.exp(-beta * v))' },
  },
  softsign: {
    forward: { hand: 'v / (1 + Math.abs(v))' },
    grad: { hand: 'const a = 1 + Math.abs(v); 1 / (a * a)' },
  },
  squaredRelu: {
    forward: { hand: 'v > 0 ? v * v : 0', branchFree: 'Math.max(v, 0) ** 2' },
    grad: { hand: 'v > 0 ? 2 * v : 0', branchFree: '2 * Math.max(v, 0)' },
  },
  tanh: {
    forward: { hand: 'Math.tanh(v)' },
    grad: { hand: 'const t = Math.tanh(v); 1 - t * t' },
  },
  thresholdedRelu: {
    forward: { hand: 'v > theta ? v : 0', branchFree: 'v * Number(v > theta)' },
    ...selection('v > theta'),
  },
};

/** @param {string} op @param {Kind} kind @returns {Loops} */
export function loopsOf(op, kind) {
  /** @type {Row | undefined} */
  const row = /** @type {Record<string, Row>} */ (rows)[op];
  if (row === undefined) throw new Error(`bench/loops.mjs has no row for ${op}`);
  const { grad, error } = row;
  const { hand, branchFree } = row[kind] ?? {
    hand: product(grad.hand),
    branchFree: grad.branchFree && product(grad.branchFree),
  };
  return { hand, error, ...(branchFree === undefined ? {} : { branchFree }) };
}

/**
 * Parameters for which another kernel runs than for the default.
 * @type {{ name: string, op: string, kind: Kind, options: Record<string, number>, loops: Loops }[]}
 */
export const variants = [
  {
    name: 'leakyRelu.steep',
    op: 'leakyRelu',
    kind: 'forward',
    options: { alpha: 2 },
    loops: { hand: 'v > 0 ? v : alpha * v', branchFree: 'Math.min(v, alpha * v)' },
  },
];
