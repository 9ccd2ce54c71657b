import { rate, ratio, whole } from '../ui/format.js';
import type { Row } from '../work/comparison.js';
import { BASELINE, shownIn } from '../work/contenders.js';

/** The table to paste into an issue: billion elements a second, and the ratio to the hand loop. */
export function markdown(label: string, rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const cell = ({ rates }: Row, key: string) => {
    if (rates[key] === undefined) return 'not available';
    return key === BASELINE ? rate(rates[key]) : `${rate(rates[key])} (${ratio(rates[key] / rates[BASELINE])})`;
  };
  const ways = shownIn(rows[0]);
  return [
    `${label}, billion elements a second (ratio to the hand loop), ${navigator.userAgent}`,
    '',
    line(['elements', ...ways.map(({ label }) => label)]),
    line(['---:', ...ways.map(() => '---:')]),
    ...rows.map((row) => line([whole(row.length), ...ways.map(({ key }) => cell(row, key))])),
    '',
  ].join('\n');
}
