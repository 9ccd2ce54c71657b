/**
 * What a user would write without this package, as expressions in `v` (an element), `d` (the element of `dy`) and the
 * parameters. Each becomes a loop of its own (timing/contenders.mjs). The hand loop of an activation without a row here calls
 * its definition in test/specs.ts for each element.
 *
 * `branchFree` is the obvious way around the branch: Math.max, or arithmetic on the comparison.
 */

/**
 * @typedef {'forward' | 'grad' | 'gradDy'} Kind
 * @typedef {{ hand: string, branchFree: string }} Loops
 */

/** A row for f alone; without another the loop has no branch to avoid. @param {string} hand */
const forward = (hand, branchFree = hand) => ({ forward: { hand, branchFree } });

/** @type {Partial<Record<string, Partial<Record<Kind, Loops>>>>} */
export const loops = {
  relu: {
    forward: { hand: 'v > 0 ? v : 0', branchFree: 'Math.max(v, 0)' },
    grad: { hand: 'v >= 0 ? 1 : 0', branchFree: 'Number(v >= 0)' },
    gradDy: { hand: 'v >= 0 ? d : 0', branchFree: 'd * Number(v >= 0)' },
  },
  leakyRelu: {
    forward: { hand: 'v > 0 ? v : alpha * v', branchFree: 'Math.max(v, alpha * v)' },
    grad: { hand: 'v >= 0 ? 1 : alpha', branchFree: 'alpha + (1 - alpha) * Number(v >= 0)' },
    gradDy: { hand: 'v >= 0 ? d : alpha * d', branchFree: 'd * (alpha + (1 - alpha) * Number(v >= 0))' },
  },
  celu: forward('v > 0 ? v : alpha * Math.expm1(v / alpha)'),
  elu: forward('v > 0 ? v : alpha * Math.expm1(v)'),
  geluTanh: forward('0.5 * v * (1 + Math.tanh(0.7978845608028654 * (v + 0.044715 * v * v * v)))'),
  hardShrink: forward('Math.abs(v) > lambda ? v : 0'),
  hardSigmoid: forward('v <= -3 ? 0 : v >= 3 ? 1 : v / 6 + 0.5', 'Math.min(Math.max(0, alpha * v + beta), 1)'),
  hardSwish: forward('v <= -3 ? 0 : v >= 3 ? v : (v * (v + 3)) / 6', '(v * Math.min(Math.max(v + 3, 0), 6)) / 6'),
  hardtanh: forward('v < min ? min : v > max ? max : v', 'Math.min(Math.max(min, v), max)'),
  logSigmoid: forward('-Math.log1p(Math.exp(-v))'),
  mish: forward('v * Math.tanh(Math.log1p(Math.exp(v)))'),
  relu6: forward('v < 0 ? 0 : v > 6 ? 6 : v', 'Math.min(Math.max(0, v), 6)'),
  selu: forward('1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * Math.expm1(v))'),
  sigmoid: forward('1 / (1 + Math.exp(-v))'),
  silu: forward('v / (1 + Math.exp(-beta * v))'),
  softShrink: forward('v > lambda ? v - lambda : v < -lambda ? v + lambda : 0'),
  softplus: forward('Math.log1p(Math.exp(beta * v)) / beta'),
  softsign: forward('v / (1 + Math.abs(v))'),
  squaredRelu: forward('v > 0 ? v * v : 0', 'Math.max(v, 0) ** 2'),
  tanh: forward('Math.tanh(v)'),
  thresholdedRelu: forward('v > theta ? v : 0'),
};

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
