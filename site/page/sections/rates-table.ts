import { make } from '../ui/dom.js';
import { rate, ratio, whole } from '../ui/format.js';
import type { Row } from '../work/comparison.js';
import { BASELINE, shownIn } from '../work/contenders.js';

const header = (scope: 'col' | 'row', text: string) => Object.assign(make('th', text), { scope });

function cell(row: Row, key: string): HTMLTableCellElement {
  const value = row.rates[key];
  if (value === undefined) return make('td', '–');
  const element = make('td', rate(value));
  element.append(' ', make('span', key === BASELINE ? '' : ratio(value / row.rates[BASELINE]), 'ratio'));
  return element;
}

/** A row for each way, a column for each length. Returns what shows the lengths so far. */
export function ratesTable(table: HTMLTableElement): (rows: readonly Row[]) => void {
  const [body] = table.tBodies;
  return (rows) => {
    table.tHead?.rows[0].replaceChildren(
      header('col', 'elements'),
      ...rows.map(({ length }) => header('col', whole(length))),
    );
    body.replaceChildren(
      ...shownIn(rows[0]).map(({ key, label, about }) => {
        const element = make('tr');
        const name = header('row', label);
        const isMissing = rows[0].rates[key] === undefined;
        name.append(make('span', isMissing ? 'not available here' : about, 'note'));
        element.append(name, ...rows.map((row) => cell(row, key)));
        return element;
      }),
    );
  };
}
