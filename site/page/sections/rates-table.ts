import { make, makeContender } from '../ui/dom.js';
import { rate, ratio, whole } from '../ui/format.js';
import type { Row } from '../work/comparison.js';
import { BASELINE, contenders } from '../work/contenders.js';

const NOT_AVAILABLE = 'not available here';

function cell(row: Row, key: string): HTMLTableCellElement {
  const value = row.rates[key];
  if (value === undefined) return make('td', '–');
  const element = make('td', rate(value));
  if (key !== BASELINE) element.append(' ', make('span', ratio(value / row.rates[BASELINE]), 'ratio'));
  return element;
}

/** The numbers of the chart: a row for each size, a column for each contender. Returns what shows the rows so far. */
export function ratesTable(table: HTMLTableElement): (rows: readonly Row[]) => void {
  const [body] = table.tBodies;
  const columns = contenders.map(({ key, label }) => {
    const header = Object.assign(makeContender('th', label, key), { scope: 'col' });
    table.tHead?.rows[0].append(header);
    return { key, note: header.appendChild(make('span', '', 'note')) };
  });

  return (rows) => {
    for (const { key, note } of columns) {
      note.textContent = rows.length > 0 && rows[0].rates[key] === undefined ? NOT_AVAILABLE : '';
    }
    body.replaceChildren(
      ...rows.map((row) => {
        const element = make('tr');
        const header = Object.assign(make('th', whole(row.size)), { scope: 'row' });
        element.append(header, ...contenders.map(({ key }) => cell(row, key)));
        return element;
      }),
    );
  };
}
