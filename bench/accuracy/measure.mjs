import { libraries } from './libraries.mjs';
import { text } from './text.mjs';
import { ulpError } from './ulp.mjs';

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
