/** The table of activations with what surrounds them, in one pass: for `npm run bench` and docs/performance.md. */
import { alignedTable } from '../../tools/table.mjs';
import { onePassTargets } from '../cases/targets.mjs';
import { digits, integer, ratio, throughput, times } from './figures.mjs';
import { outcome } from './targets.mjs';

/** @param {readonly import('../timing/runCase.mjs').Result[]} cases */
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
