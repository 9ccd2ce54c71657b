/** What there is to measure: a case for each activation and each gradient, and a few besides. */
import * as library from 'wasm-activations';
import { loopsOf, variants } from './loops.mjs';
import { ROW_SIZE, rowLoop } from './rowLoops.mjs';
import { elementwise } from './timing/definition.mjs';

/**
 * @typedef {object} Case
 * @property {string} name what `--only` looks for
 * @property {string} op
 * @property {import('./loops.mjs').Kind} kind
 * @property {readonly number[]} sizes
 * @property {import('./loops.mjs').Loops} [loops] of an elementwise activation
 * @property {string} [rowLoop] of a function of rows
 * @property {Record<string, number>} options the parameters that are not the defaults
 * @property {string} [reference] an activation that is timed beside it, out of place
 */

/** The size at which everything is measured: the arrays of a call fit a core's caches, and its own cost does not count. */
export const MAIN_SIZE = 65_536;
/** These are measured from the shortest array to the longest: one branch, a slope, one exponential, the longest formula. */
const SWEPT = ['relu', 'leakyRelu', 'sigmoid', 'gelu'];
const SIZES = Array.from({ length: 13 }, (_, i) => 4 ** i);
/** Where one way of copying a small array overtakes another (src/memory/tiles.ts). */
const SHORT_SIZES = [1, 2, 4, 8, 12, 16, 20, 24, 32, 48, 64, 96, 128];

/** The floors of some are stated in the speed of another, which has to run in the same process. */
const REFERENCES = /** @type {Partial<Record<string, string>>} */ ({
  ...{ relu6: 'relu', hardtanh: 'relu', thresholdedRelu: 'relu' },
  ...{ hardSigmoid: 'relu', hardSwish: 'relu', softsign: 'relu' },
  gelu: 'sigmoid',
});

const KINDS = /** @type {const} */ ({ forward: '', grad: '.grad', gradDy: '.gradDy' });

const ofRows = Object.entries(library).flatMap(([name, value]) =>
  typeof value === 'function' && 'kind' in value && value.kind === 'rows' ? [name] : [],
);

/** @param {string} op @param {'forward' | 'gradDy'} kind @returns {Case} */
const ofRowsCase = (op, kind) => ({
  ...{ name: op + KINDS[kind], op, kind, sizes: [MAIN_SIZE], options: { size: ROW_SIZE } },
  rowLoop: rowLoop(op, kind),
});

/** @returns {Case[]} */
export function allCases() {
  /** @param {string} op @param {import('./loops.mjs').Kind} kind @param {readonly number[]} sizes @param {string} suffix */
  const standard = (op, kind, sizes, suffix = KINDS[kind]) => ({
    ...{ name: op + suffix, op, kind, sizes, loops: loopsOf(op, kind), options: {} },
    ...(kind === 'forward' && REFERENCES[op] !== undefined ? { reference: REFERENCES[op] } : {}),
  });
  return [
    ...elementwise.flatMap((op) => [
      standard(op, 'forward', SWEPT.includes(op) ? SIZES : [MAIN_SIZE]),
      standard(op, 'grad', [MAIN_SIZE]),
      standard(op, 'gradDy', [MAIN_SIZE]),
    ]),
    ...ofRows.flatMap((op) => [ofRowsCase(op, 'forward'), ofRowsCase(op, 'gradDy')]),
    ...variants.map((variant) => ({ ...variant, sizes: [MAIN_SIZE] })),
    standard('relu', 'forward', SHORT_SIZES, '.short'),
  ];
}

/** @param {string} name @returns {Case} */
export function caseNamed(name) {
  const found = allCases().find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case is called ${name}`);
  return found;
}

/** The program that measures a case of this list. */
export const KERNELS = new URL('timing/child.mjs', import.meta.url);
