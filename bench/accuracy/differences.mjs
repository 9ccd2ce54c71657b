import { text } from './text.mjs';
import { ulpError } from './ulp.mjs';

/** So many examples of each kind are kept. */
const EXAMPLES = 2;

/** What kind of difference it is. @param {number} ours @param {number} theirs */
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
