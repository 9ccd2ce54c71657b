/** The tables of ratios that have targets, for the terminal, bench/README.md and docs/performance.md. */
import { alignedTable } from '../../tools/table.mjs';
import { MAIN_SIZE } from '../cases/functions.mjs';
import { onePassTargets } from '../cases/targets.mjs';
import { digits, integer, ratio, throughput, times } from './figures.mjs';

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
function outcome(ratio, { target, aim }) {
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

/** The cases of onePass.mjs, with times. @param {readonly import('../timing/runCase.mjs').Result[]} cases */
export function onePassTable(cases) {
  const rows = onePassTargets.flatMap((row) =>
    row.pairs.flatMap(({ name, size, way, against }) => {
      const timings = cases.find((one) => one.name === name)?.points.find((point) => point.size === size)?.timings;
      if (timings === undefined || !(way in timings && against in timings)) return [];
      const found = ratio(timings[way], timings[against]);
      const nanoseconds = (/** @type {string} */ one) => digits(1 / throughput(size, timings[one]));
      return [
        [
          `${row.title}, ${integer(size)} elements`,
          nanoseconds(way),
          `${row.against}: ${nanoseconds(against)}`,
          times(found),
          row.aim === undefined ? times(row.target) : `${times(row.target)}, aim ${times(row.aim)}`,
          outcome(found, row),
        ],
      ];
    }),
  );
  return alignedTable(['', 'ns an element', 'ns an element of', 'as fast', 'target', 'outcome'], rows, 'right');
}

/** How many times as fast one call is as a call between two loops; undefined where that was not measured. @param {readonly import('../timing/runCase.mjs').Result[]} cases @param {string} op */
function onePassGain(cases, op) {
  const timings = cases
    .find(({ name }) => name === `onePass.${op}`)
    ?.points.find(({ size }) => size === MAIN_SIZE)?.timings;
  return timings && ratio(timings.onePass, timings.loops);
}

/** One pass in a sentence; undefined where it was not measured. @param {readonly import('../timing/runCase.mjs').Result[]} cases */
export function onePassSentence(cases) {
  const [relu, silu] = ['relu', 'silu'].map((op) => onePassGain(cases, op));
  if (relu === undefined || silu === undefined) return undefined;
  return `**In one pass**, with ${integer(MAIN_SIZE)} numbers from \`alloc\`: \`relu(x, { bias, times })\` is ${digits(relu)} times as fast as a JavaScript loop that adds the bias,
\`relu\`, and a loop that multiplies; the same of \`silu\` is ${digits(silu)} times as fast.`;
}
