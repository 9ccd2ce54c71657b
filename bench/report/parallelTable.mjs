import { digits, integer, markdownTable } from './table.mjs';

/** @param {import('../timing/measure.mjs').Timing} ratios */
const times = ({ p25, median, p75 }) => `${digits(median)}x (${digits(p25)} to ${digits(p75)})`;

/** Two threads against one, and what they could reach. @param {import('../parallel.mjs').Parallel} results */
export function parallelTable({ rounds, cases, copy }) {
  const tables = cases.map(({ name, points }) => {
    const rows = points.map(({ length, one, two, speedup, most }) => [
      integer(length),
      digits(one.median),
      digits(two.median),
      times(speedup),
      most === undefined ? '–' : times(most),
      digits(length / two.median / 1000),
    ]);
    return markdownTable([name, 'one thread, us', 'two, us', 'two against one', 'at most', 'billion a second'], rows);
  });
  return `${tables.join('\n\n')}

Medians of all ${rounds} rounds, and in brackets quartiles. "At most": two threads that call the kernel on half each and wait for
each other only at the end of a sample. memory.copy of ${integer(copy.length)} elements on two threads: ${digits(copy.throughput)}
billion elements a second.`;
}
