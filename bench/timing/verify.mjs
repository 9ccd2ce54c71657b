/** Nothing is timed whose results are wrong. */

/**
 * Numbers are compared as numbers: +0 is -0, since `d * 0` is -0 for a negative `d` and a selection gives +0.
 * @param {string} what
 * @param {readonly Float32Array[]} actual
 * @param {readonly Float32Array[]} expected
 */
export function verify(what, actual, expected) {
  for (const [k, results] of actual.entries()) {
    const wanted = expected[k];
    if (results.length !== wanted.length) throw new Error(`${what}: ${results.length} results for ${wanted.length}`);
    for (let i = 0; i < results.length; i++) {
      if (results[i] !== wanted[i]) throw new Error(`${what}: element ${i} is ${results[i]}, not ${wanted[i]}`);
    }
  }
}
