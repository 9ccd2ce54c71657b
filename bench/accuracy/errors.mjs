/** How far results are from exact ones, and how the results of two libraries differ. */
import { importTypeScript } from '../../tools/typescript.mjs';
import { libraries } from './libraries.mjs';

/** @type {typeof import('../../tools/ulp.js')} */
const { ulpError } = await importTypeScript(new URL('../../tools/ulp.ts', import.meta.url));

/** A number for the results: JSON has no NaN, infinities and -0. @param {number} value */
const text = (value) => (Object.is(value, -0) ? '-0' : String(value));

/**
 * @typedef {object} Errors of one library
 * @property {number} ulp the largest
 * @property {string} x where it is
 * @property {string} given
 * @property {string} exact
 * @property {number} misrounded results with an error above 0.5
 * @property {number} nan results that are NaN, where there is a value; counted, and not among the errors
 * @property {number} zeroSigns zeros of the wrong sign; counted, and not among the errors
 */

/** @param {Float32Array} x @param {Float32Array} results @param {Float64Array} exact @returns {Errors} */
export function errorsOf(x, results, exact) {
  const errors = { ulp: 0, x: '', given: '', exact: '', misrounded: 0, nan: 0, zeroSigns: 0 };
  for (let i = 0; i < x.length; i++) {
    const given = results[i];
    if (Number.isNaN(given)) {
      errors.nan++;
      continue;
    }
    let ulp = ulpError(given, exact[i]);
    if (given === 0 && ulp === Number.POSITIVE_INFINITY) {
      errors.zeroSigns++;
      ulp = ulpError(-given, exact[i]);
    }
    if (ulp > 0.5) errors.misrounded++;
    if (ulp > errors.ulp) Object.assign(errors, { ulp, x: text(x[i]), given: text(given), exact: text(exact[i]) });
  }
  return errors;
}

/** Of each library that has the function. @param {string} name @param {Float32Array} x @param {Float64Array} exact */
export async function largestErrors(name, x, exact) {
  /** @type {Record<string, Errors>} */
  const errors = {};
  for (const [library, make] of Object.entries(libraries)) {
    const f = await make(name);
    if (f !== undefined) errors[library] = errorsOf(x, await f(x), exact);
  }
  return errors;
}

/** So many examples of each kind are kept. */
const EXAMPLES = 2;

/** The kind of a difference. @param {number} ours @param {number} theirs */
function kindOf(ours, theirs) {
  if (Number.isNaN(ours) || Number.isNaN(theirs)) return 'nan';
  if (ours === 0 && theirs === 0) return 'zeroSigns';
  if (Number.isFinite(ours) !== Number.isFinite(theirs)) return 'infinities';
  return 'values';
}

/**
 * How two libraries differ; NaN equals NaN.
 * @param {Float32Array} x @param {Float32Array} ours @param {Float32Array} theirs
 */
export function differences(x, ours, theirs) {
  const counts = { nan: 0, zeroSigns: 0, infinities: 0, values: 0 };
  /** @type {{ kind: string, x: string, ours: string, theirs: string }[]} */
  const examples = [];
  let largest = { ulp: 0, x: '', ours: '', theirs: '' };
  for (let i = 0; i < x.length; i++) {
    if (Object.is(ours[i], theirs[i])) continue;
    const kind = kindOf(ours[i], theirs[i]);
    const example = { x: text(x[i]), ours: text(ours[i]), theirs: text(theirs[i]) };
    if (counts[kind]++ < EXAMPLES) examples.push({ kind, ...example });
    if (kind !== 'values') continue;
    const given = theirs[i] === 0 && Object.is(theirs[i], -0) !== ours[i] < 0 ? -theirs[i] : theirs[i];
    const ulp = ulpError(given, ours[i]);
    if (ulp > largest.ulp) largest = { ulp, ...example };
  }
  return { counts, largest, examples };
}
