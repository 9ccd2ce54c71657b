/**
 * What a user would write without this package, as expressions in `v` (an element), `d` (the element of `dy`) and the
 * parameters. Each becomes a loop of its own (contenders.mjs). `hand` is also the definition that every contender's
 * output is compared with. An activation without a row here is compared with, and measured against, its own TypeScript
 * backend.
 *
 * `branchFree` is the obvious way around the branch: Math.max, or arithmetic on the comparison.
 */

/**
 * @typedef {'forward' | 'grad' | 'gradDy'} Kind
 * @typedef {{ hand: string, branchFree: string }} Loops
 * @typedef {Record<string, number>} Parameters
 */

/** @type {Partial<Record<string, { parameters: Parameters } & Record<Kind, Loops>>>} */
export const loops = {
  relu: {
    parameters: {},
    forward: { hand: 'v > 0 ? v : 0', branchFree: 'Math.max(v, 0)' },
    grad: { hand: 'v >= 0 ? 1 : 0', branchFree: 'Number(v >= 0)' },
    gradDy: { hand: 'v >= 0 ? d : 0', branchFree: 'd * Number(v >= 0)' },
  },
  leakyRelu: {
    parameters: { alpha: 0.01 }, // the default, which the calls leave out
    forward: { hand: 'v > 0 ? v : alpha * v', branchFree: 'Math.max(v, alpha * v)' },
    grad: { hand: 'v >= 0 ? 1 : alpha', branchFree: 'alpha + (1 - alpha) * Number(v >= 0)' },
    gradDy: { hand: 'v >= 0 ? d : alpha * d', branchFree: 'd * (alpha + (1 - alpha) * Number(v >= 0))' },
  },
};

/**
 * Parameters for which another kernel runs than for the default.
 * @type {{ name: string, op: string, kind: Kind, parameters: Parameters, loops: Loops }[]}
 */
export const variants = [
  {
    name: 'leakyRelu.steep',
    op: 'leakyRelu',
    kind: 'forward',
    parameters: { alpha: 2 },
    loops: { hand: 'v > 0 ? v : alpha * v', branchFree: 'Math.min(v, alpha * v)' },
  },
];
