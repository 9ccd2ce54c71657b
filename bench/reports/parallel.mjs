import { alignedTable } from '../../tools/table.mjs';
import { digits, integer, times } from './figures.mjs';

/** @param {import('../timing/measure.mjs').Timing} ratios */
const quartiles = ({ p25, median, p75 }) => `${times(median)} (${digits(p25)} to ${digits(p75)})`;

/** Two threads against one. @param {import('../programs/parallel.mjs').Parallel} results */
export function parallelTable({ rounds, cases }) {
  const tables = cases.map(({ name, points }) =>
    alignedTable(
      [name, 'one thread, us', 'two, us', 'two against one', 'billion a second'],
      points.map(({ length, one, two, speedup }) => [
        integer(length),
        digits(one.median),
        digits(two.median),
        quartiles(speedup),
        digits(length / two.median / 1000),
      ]),
      'right',
    ),
  );
  return `${tables.join('\n\n')}\n\nMedians of ${rounds} rounds, and in brackets quartiles.`;
}
