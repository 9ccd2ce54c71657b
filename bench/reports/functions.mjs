/** The tables of `npm run bench`, for the terminal and for docs/performance.md. */
import { alignedTable } from '../../tools/table.mjs';
import { MAIN_SIZE } from '../cases/functions.mjs';
import { digits, integer, ratio, spread, throughput, times } from './figures.mjs';

/** @typedef {import('../timing/runCase.mjs').Result} Result */

/** The labels of the ways, by their names in the JSON and in the order of the tables. */
export const WAYS = {
  inPlace: 'wasm, from `alloc`, in place',
  outOfPlace: 'wasm, from `alloc`, out of place',
  ordinary: 'wasm, ordinary arrays, `out`',
  typescript: 'js backend',
  hand: 'hand loop',
  branchFree: 'branch-free loop',
  map: '`.map`',
  copy: '`memory.copy`',
};

export const LEGEND = `Billion elements a second, ± half the distance between the quartiles in percent of the median, and how many times as fast as the
hand loop. float32, one thread, numbers between -8 and 8.`;

/** @param {number} size @param {string} way @param {import('../timing/runCase.mjs').Timings} timings */
function cell(size, way, timings) {
  if (!(way in timings)) return '–';
  const timing = timings[way];
  const speed = `${digits(throughput(size, timing))} ±${spread(timing)}%`;
  return way === 'hand' ? speed : `${speed}, ${times(ratio(timing, timings.hand))}`;
}

/** The three kinds of rows: functions, their gradients, and their gradients with `dy`. */
const KINDS = [
  { header: 'f(x)', pattern: /^(?!.*\.(?:grad|gradDy|short)$)(?!onePass)(.+)$/ },
  { header: "f'(x)", pattern: /^(\w+)\.grad$/ },
  { header: "dy f'(x)", pattern: /^(\w+)\.gradDy$/ },
];
const COLUMNS = /** @type {const} */ (['inPlace', 'outOfPlace', 'ordinary', 'typescript', 'hand', 'branchFree']);

/** All functions at one size, for the terminal: a table for each kind. @param {readonly Result[]} cases */
export function functionsTables(cases) {
  const tables = KINDS.flatMap(({ header, pattern }) => {
    const rows = cases.flatMap(({ name, points }) => {
      const op = pattern.exec(name)?.[1];
      const point = points.find(({ size }) => size === MAIN_SIZE);
      if (op === undefined || point === undefined) return [];
      return [[op, ...COLUMNS.map((way) => cell(MAIN_SIZE, way, point.timings))]];
    });
    return rows.length === 0 ? [] : [alignedTable([header, ...COLUMNS.map((way) => WAYS[way])], rows, 'right')];
  });
  return tables.join('\n\n');
}

/** The columns of the table of all functions in the docs: which case, and how it is called. */
const SUMMARY = /** @type {const} */ ([
  { header: 'f(x), from `alloc`', suffix: '', way: 'outOfPlace' },
  { header: 'f(x), ordinary arrays', suffix: '', way: 'ordinary' },
  { header: 'f(x), js backend', suffix: '', way: 'typescript' },
  { header: 'f(x), hand loop', suffix: '', way: 'hand' },
  { header: "f'(x), from `alloc`", suffix: '.grad', way: 'outOfPlace' },
  { header: "dy f'(x), from `alloc`", suffix: '.gradDy', way: 'outOfPlace' },
]);

/** All functions and gradients at one size in one table, for the docs. @param {readonly Result[]} cases */
export function functionsTable(cases) {
  const rows = cases
    .filter(({ name, points }) => KINDS[0].pattern.test(name) && points.some(({ size }) => size === MAIN_SIZE))
    .map(({ name }) => [
      name,
      ...SUMMARY.map(({ suffix, way }) => {
        const found = cases.find((one) => one.name === name + suffix);
        const timings = found?.points.find(({ size }) => size === MAIN_SIZE)?.timings;
        if (timings === undefined) return '–';
        const speed = digits(throughput(MAIN_SIZE, timings[way]));
        return way === 'hand' ? speed : `${speed}, ${times(ratio(timings[way], timings.hand))}`;
      }),
    ]);
  return alignedTable(['', ...SUMMARY.map(({ header }) => header)], rows, 'right');
}

/** One case from size to size. @param {Result} result @param {(size: number) => boolean} [isShown] */
export function sizesTable({ name, points }, isShown = () => true) {
  const shown = points.filter(({ size }) => isShown(size));
  const ways = Object.entries(WAYS).filter(([way]) => way in shown[0].timings);
  return alignedTable(
    [name, ...ways.map(([, label]) => label)],
    shown.map(({ size, timings }) => [integer(size), ...ways.map(([way]) => cell(size, way, timings))]),
    'right',
  );
}
