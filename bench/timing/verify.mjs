/** Nothing is timed whose results are wrong. */

/**
 * Numbers are compared as numbers: +0 is -0, since `d * 0` is -0 for a negative `d` and a selection gives +0. A loop with
 * `Math.exp` is not correctly rounded: so two units in the last place are let pass, or 2^-40 where a derivative has a root,
 * or `error` where the formula is an approximation.
 * @param {string} what
 * @param {readonly Float32Array[]} actual
 * @param {readonly Float32Array[]} expected
 * @param {number} [error]
 */
export function verify(what, actual, expected, error = 2 ** -40) {
  for (const [k, results] of actual.entries()) {
    const wanted = expected[k];
    if (results.length !== wanted.length) throw new Error(`${what}: ${results.length} results for ${wanted.length}`);
    for (let i = 0; i < results.length; i++) {
      const off = Math.abs(results[i] - wanted[i]);
      if (results[i] !== wanted[i] && !(off <= Math.abs(wanted[i]) * 2 ** -22 + error))
        throw new Error(`${what}: element ${i} is ${results[i]}, not ${wanted[i]}`);
    }
  }
}
