import { digits, markdownTable, whole } from './table.mjs';

/**
 * @typedef {{ name: string, size: number, ratio: number }} Measurement
 * @typedef {object} Row
 * @property {string} title
 * @property {string} against
 * @property {number} floor
 * @property {number} [aim]
 * @property {Measurement[]} measured the worst first
 */

export const times = (/** @type {number} */ ratio) => `${digits(ratio)}x`;

/** @param {Row} row */
function outcome({ measured: [worst], floor, aim = floor }) {
  if (worst === undefined) return 'not measured';
  if (worst.ratio < floor) return 'MISSED';
  return worst.ratio < aim ? 'floor reached' : 'aim reached';
}

/** Where a row has several cases or sizes, it shows the worst of them. @param {readonly Row[]} rows */
export function floorsTable(rows) {
  return markdownTable(
    ['case', 'against', 'measured', 'at', 'floor', 'aim', 'outcome'],
    rows.map((row) => {
      const [worst] = row.measured;
      return [
        row.title,
        row.against,
        worst === undefined ? '–' : times(worst.ratio),
        worst === undefined ? '–' : `${worst.name}, ${whole(worst.size)}`,
        times(row.floor),
        row.aim === undefined ? '–' : times(row.aim),
        outcome(row),
      ];
    }),
  );
}
