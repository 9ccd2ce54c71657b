import { times } from '../ui/format.js';
import type { Row } from '../work/comparison.js';
import { BASELINE, contenders } from '../work/contenders.js';

/** A length that every run has, and that fits a cache. */
export const MAIN_LENGTH = 65_536;

/** The outcome in a sentence, for the main length: the two ways that a caller chooses between, or the js backend alone. */
export function summary(label: string, rows: readonly Row[]): string {
  const row = rows.find(({ length }) => length === MAIN_LENGTH);
  const said = contenders
    .filter(({ key, inSummary }) => inSummary !== undefined && row?.rates[key] !== undefined)
    .slice(0, 2);
  if (row === undefined || said.length === 0) return 'Finished.';
  const parts = said.map(({ key, inSummary }, i) => {
    const ratio = times(row.rates[key] / row.rates[BASELINE]);
    return `${ratio} ${i === 0 ? 'the speed of the hand loop here ' : ''}${inSummary}`;
  });
  const { resident, loops } = row.rates;
  const onePass =
    loops === undefined ? '' : ` In one pass it is ${times(resident / loops)} as fast as with loops around the call.`;
  return `${label}: ${parts.join(', ')}.${onePass}`;
}
