/** @import { Hashes, Outcome } from './program/program.mjs' */

/**
 * What is wrong with an outcome, in words; nothing where the expected backend gave the reference's results and so did the twins.
 *
 * @param {Outcome} outcome
 * @param {string} expected the backend
 * @param {Hashes} reference Node's results
 * @param {Hashes | undefined} halfReference those of the first engine that has float16 arrays
 */
export function faults({ backend, reason, hashes, twins, float16 }, expected, reference, halfReference) {
  const found = Object.keys(hashes).length === 0 ? ['no activation was found'] : [];
  if (backend !== expected) found.push(`${backend} ran, not ${expected}: ${reason}`);
  /** @param {string} what @param {Hashes} results @param {Hashes} others */
  function compare(what, results, others) {
    for (const key of Object.keys({ ...others, ...results })) {
      if (results[key] !== others[key]) found.push(`another result${what}: ${key}`);
    }
  }
  compare('', hashes, reference);
  compare(' by the twin', twins, reference);
  if (float16 !== undefined) {
    compare(' of float16', float16.hashes, halfReference ?? float16.hashes);
    compare(' of float16 by the twin', float16.twins, halfReference ?? float16.hashes);
  }
  return found;
}
