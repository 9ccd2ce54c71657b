/** The loops that activations are measured against: what a user would write without this package, from tools/specs.ts. */
import { specOf } from './definitions.mjs';

/**
 * @typedef {'forward' | 'grad' | 'gradDy'} Kind
 *
 * @typedef {object} Loops expressions, each of which becomes a loop of its own (timing/contenders.mjs)
 * @property {string} hand
 * @property {string} [branchFree]
 * @property {number | undefined} [error] how far both may be off
 */

/** `d` times an expression. @param {string} expression */
function product(expression) {
  const at = expression.lastIndexOf(';') + 1;
  return `${expression.slice(0, at)} d * (${expression.slice(at).trim()})`;
}

/** @param {string} op @param {Kind} kind @returns {Loops} */
export function loopsOf(op, kind) {
  const { loops } = specOf(op);
  const { grad, error } = loops;
  const { hand, branchFree } = loops[kind] ?? {
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
