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

/** @type {Partial<Record<string, Record<Kind, Loops>>>} */
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
