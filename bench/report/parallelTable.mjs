import { digits, markdownTable, whole } from './table.mjs';

/** @param {import('../timing/measure.mjs').Timing} ratios */
const times = ({ p25, median, p75 }) => `${digits(median)}x (${digits(p25)} to ${digits(p75)})`;

/** Two threads against one, and what they could reach. @param {import('../parallel.mjs').Parallel} results */
export function parallelTable({ rounds, kept, points, copy }) {
  const rows = points.map(({ length, one, two, speedup, most }) => [
    whole(length),
    digits(one),
    digits(two),
    times(speedup),
    times(most),
    digits(length / two / 1000),
  ]);
  const header = ['elements', 'one thread, us', 'two, us', 'two against one', 'at most', 'billion a second'];
  const longest = whole(points[points.length - 1].length);
  return `${markdownTable(header, rows)}

"At most": two threads that call the kernel on half each and meet only at the end of a sample. Medians, and in brackets quartiles,
of those ${kept} of ${rounds} rounds in which these two took least: at times the host runs both processors of this virtual machine on
one core, and two threads take as long as one. memory.copy of ${longest} elements on two threads: ${digits(copy)} billion
elements a second.`;
}
