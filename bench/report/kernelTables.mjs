/** The tables of `npm run bench`, for the terminal and for docs/performance.md. */
import { MAIN_SIZE } from '../cases.mjs';
import { WAYS } from './names.mjs';
import { digits, integer, markdownTable, ratio, spread, throughput } from './table.mjs';

/** @typedef {import('../timing/runCase.mjs').Result} Result */

export const LEGEND = `Billion elements a second, ± half the distance between the quartiles in percent of the median, and how many times as fast as the
hand loop. float32, one thread, numbers between -8 and 8.`;

/** @param {number} size @param {string} way @param {import('../timing/runCase.mjs').Timings} timings */
function cell(size, way, timings) {
  if (!(way in timings)) return '–';
  const timing = timings[way];
  const speed = `${digits(throughput(size, timing))} ±${spread(timing)}%`;
  return way === 'hand' ? speed : `${speed}, ${digits(ratio(timing, timings.hand))}x`;
}

/** What the rows of one table are called: the functions, their gradients, the gradients with `dy`. */
const KINDS = [
  { header: 'f(x)', pattern: /^(?!.*\.(?:grad|gradDy|short)$)(.+)$/ },
  { header: "f'(x)", pattern: /^(\w+)\.grad$/ },
  { header: "dy f'(x)", pattern: /^(\w+)\.gradDy$/ },
];
const COLUMNS = /** @type {const} */ (['inPlace', 'outOfPlace', 'ordinary', 'typescript', 'hand', 'branchFree']);

/** All functions at one size: a table for each kind. @param {readonly Result[]} cases */
export function functionsTables(cases) {
  const tables = KINDS.flatMap(({ header, pattern }) => {
    const rows = cases.flatMap(({ name, points }) => {
      const op = pattern.exec(name)?.[1];
      const point = points.find(({ size }) => size === MAIN_SIZE);
      if (op === undefined || point === undefined) return [];
      return [[op, ...COLUMNS.map((way) => cell(MAIN_SIZE, way, point.timings))]];
    });
    return rows.length === 0 ? [] : [markdownTable([header, ...COLUMNS.map((way) => WAYS[way])], rows)];
  });
  return tables.join('\n\n');
}

/** One case from size to size. @param {Result} result @param {(size: number) => boolean} [isShown] */
export function sizesTable({ name, points }, isShown = () => true) {
  const shown = points.filter(({ size }) => isShown(size));
  const ways = Object.entries(WAYS).filter(([way]) => way in shown[0].timings);
  return markdownTable(
    [name, ...ways.map(([, label]) => label)],
    shown.map(({ size, timings }) => [integer(size), ...ways.map(([way]) => cell(size, way, timings))]),
  );
}
