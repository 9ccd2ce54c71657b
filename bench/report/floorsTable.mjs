import { digits, integer, markdownTable } from './table.mjs';

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
function outcome({ measured: [worst], floor, aim = Number.POSITIVE_INFINITY }) {
  if (worst === undefined) return 'not measured';
  if (worst.ratio < floor) return 'MISSED';
  return worst.ratio < aim ? 'floor met' : 'aim met';
}

/** Where a row has several cases or sizes, it shows the worst of them. @param {readonly Row[]} rows */
export function floorsTable(rows) {
  return markdownTable(
    ['what', 'against', 'floor', 'aim', 'measured', 'at', 'outcome'],
    rows.map((row) => {
      const [worst] = row.measured;
      return [
        row.title,
        row.against,
        times(row.floor),
        row.aim === undefined ? '–' : times(row.aim),
        worst === undefined ? '–' : times(worst.ratio),
        worst === undefined ? '–' : `${worst.name}, ${integer(worst.size)}`,
        outcome(row),
      ];
    }),
  );
}
