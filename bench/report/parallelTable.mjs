import { digits, markdownTable, whole } from './table.mjs';

/** @param {import('../timing/measure.mjs').Timing} ratios */
const times = ({ p25, median, p75 }) => `${digits(median)}x (${digits(p25)} to ${digits(p75)})`;

/** Two threads against one, and what they could reach. @param {import('../parallel.mjs').Parallel} results */
export function parallelTable({ points, copy }) {
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

"At most": two threads that do half each and meet only at the end of a sample. Quartiles in brackets. memory.copy of
${longest} elements on two threads: ${digits(copy)} billion elements a second.`;
}
