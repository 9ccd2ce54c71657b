/** What there is to measure: a case for each activation and each gradient, and a few besides. */
import * as library from 'wasm-activations';
import { channelDefinition, channelLoop, LAYOUTS } from '../../tools/channelLoops.mjs';
import { elementwise } from '../../tools/definitions.mjs';
import { loopsOf, variants } from '../../tools/loops.mjs';
import { ROW_SIZE, rowDefinition, rowLoop } from '../../tools/rowLoops.mjs';

/**
 * @typedef {object} Case
 * @property {string} name what `--only` looks for
 * @property {string} op
 * @property {import('../../tools/loops.mjs').Kind} kind
 * @property {readonly number[]} sizes
 * @property {import('../../tools/loops.mjs').Loops} [loops] of an elementwise activation
 * @property {WholeLoop} [whole] of a function of rows or channels
 * @property {Record<string, number>} options the parameters that are not the defaults
 * @property {string} [reference] an activation that is timed beside it, out of place
 *
 * @typedef {object} WholeLoop
 * @property {string} hand the loop that a user would write over `x` (and `dy`) into `y`
 * @property {Record<string, Float32Array>} [arrays] the parameters that are arrays
 * @property {number} error how far its results may be off
 * @property {(x: Float32Array, dy: Float32Array, out: Float32Array) => void} definition puts the right results into `out`
 */

/** The size at which everything is measured: the arrays of a call fit a core's caches, and its own cost does not count. */
export const MAIN_SIZE = 65_536;
/** These are measured from the shortest array to the longest: one branch, a slope, one exponential, the longest formula. */
const SWEPT = ['relu', 'leakyRelu', 'sigmoid', 'gelu'];
const SIZES = Array.from({ length: 13 }, (_, i) => 4 ** i);
/** Where one way of copying a small array overtakes another (src/engine/tiles.ts). */
const SHORT_SIZES = [1, 2, 4, 8, 12, 16, 20, 24, 32, 48, 64, 96, 128];

/** The targets of some are stated in the speed of another, which has to run in the same process. */
const REFERENCES = /** @type {Partial<Record<string, string>>} */ ({
  ...{ relu6: 'relu', hardtanh: 'relu', thresholdedRelu: 'relu' },
  ...{ hardSigmoid: 'relu', hardSwish: 'relu', softsign: 'relu' },
  gelu: 'sigmoid',
});

const KINDS = /** @type {const} */ ({ forward: '', grad: '.grad', gradDy: '.gradDy' });

/** People keep a row's terms in float32, and the differences of a gradient cancel. */
const ROW_ERROR = 1e-5;

/** The functions of a kind. @param {'rows' | 'channels'} kind */
export const functionsOf = (kind) =>
  Object.entries(library).flatMap(([name, value]) =>
    typeof value === 'function' && 'kind' in value && value.kind === kind ? [name] : [],
  );

/** @param {string} op @param {'forward' | 'gradDy'} kind @returns {Case} */
const ofRowsCase = (op, kind) => ({
  ...{ name: op + KINDS[kind], op, kind, sizes: [MAIN_SIZE], options: { size: ROW_SIZE } },
  whole: { hand: rowLoop(op, kind), error: ROW_ERROR, definition: rowDefinition(op, kind) },
});

/** @param {string} op @param {'forward' | 'gradDy'} kind @returns {Case[]} */
const ofChannelsCases = (op, kind) =>
  Object.entries(LAYOUTS).map(([suffix, { alpha, inner }]) => ({
    ...{ name: op + suffix + KINDS[kind], op, kind, sizes: [MAIN_SIZE], options: { inner } },
    whole: {
      ...{ hand: channelLoop(kind, inner), arrays: { alpha }, error: 0 },
      definition: channelDefinition(kind, alpha, inner),
    },
    ...(kind === 'forward' ? { reference: 'leakyRelu' } : {}),
  }));

/** @returns {Case[]} */
export function allCases() {
  /** @param {string} op @param {import('../../tools/loops.mjs').Kind} kind @param {readonly number[]} sizes @param {string} suffix */
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
    ...functionsOf('rows').flatMap((op) => [ofRowsCase(op, 'forward'), ofRowsCase(op, 'gradDy')]),
    ...functionsOf('channels').flatMap((op) => [...ofChannelsCases(op, 'forward'), ...ofChannelsCases(op, 'gradDy')]),
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

/** The program that measures a case of this list, or of onePass.mjs. */
export const FUNCTIONS = new URL('../timing/child.mjs', import.meta.url);
