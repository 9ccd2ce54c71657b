/** What there is to measure: a case for each activation and gradient of the package, and a few besides. */
import * as library from 'wasm-activations';
import { loops, variants } from './loops.mjs';

/**
 * @typedef {object} Case
 * @property {string} name what `--only` looks for
 * @property {string} op
 * @property {import('./loops.mjs').Kind} kind
 * @property {readonly number[]} sizes
 * @property {import('./loops.mjs').Loops | undefined} loops
 * @property {Record<string, number>} options the parameters that are not the defaults
 */

export const SIZES = Array.from({ length: 13 }, (_, i) => 4 ** i);
/** Where one way of copying a small array overtakes another (src/memory/tiles.ts). */
const SHORT_SIZES = [1, 2, 4, 8, 12, 16, 20, 24, 32, 48, 64, 96, 128];

const KINDS = /** @type {const} */ ({ forward: '', grad: '.grad', gradDy: '.gradDy' });

/** @returns {Case[]} */
export function allCases() {
  const ops = Object.entries(library).flatMap(([name, value]) =>
    typeof value === 'function' && 'grad' in value ? [name] : [],
  );
  /** @param {string} op @param {import('./loops.mjs').Kind} kind @param {string} name @param {readonly number[]} sizes */
  const standard = (op, kind, name, sizes) => ({ name, op, kind, sizes, loops: loops[op]?.[kind], options: {} });
  const kinds = /** @type {import('./loops.mjs').Kind[]} */ (Object.keys(KINDS));
  return [
    ...ops.flatMap((op) => kinds.map((kind) => standard(op, kind, op + KINDS[kind], SIZES))),
    ...variants.map((variant) => ({ ...variant, sizes: SIZES })),
    ...ops.map((op) => standard(op, 'forward', `${op}.short`, SHORT_SIZES)),
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
