import { alignedTable } from '../../tools/table.mjs';
import { integer, times } from './figures.mjs';

/**
 * @typedef {{ name: string, size: number, ratio: number }} Measurement
 * @typedef {object} Row
 * @property {string} title
 * @property {string} against
 * @property {number} target
 * @property {number} [aim]
 * @property {Measurement[]} measured the worst first
 */

/**
 * @param {number | undefined} ratio the worst that was measured
 * @param {{ target: number, aim?: number }} row
 */
export function outcome(ratio, { target, aim }) {
  if (ratio === undefined) return 'not measured';
  if (ratio < target) return 'MISSED';
  return aim === undefined || ratio < aim ? 'met' : 'aim met';
}

/** Where a row has several cases or sizes, the table shows the worst of them. @param {readonly Row[]} rows */
export function targetsTable(rows) {
  return alignedTable(
    ['ratio', 'against', 'target', 'aim', 'measured', 'at', 'outcome'],
    rows.map(({ measured: [worst], ...row }) => [
      row.title,
      row.against,
      times(row.target),
      row.aim === undefined ? '–' : times(row.aim),
      worst === undefined ? '–' : times(worst.ratio),
      worst === undefined ? '–' : `${worst.name}, ${integer(worst.size)}`,
      outcome(worst?.ratio, row),
    ]),
    'right',
  );
}
