import { make } from '../ui/dom.js';
import { rate, ratio } from '../ui/format.js';
import type { Row } from '../work/comparison.js';
import { BASELINE, shownIn } from '../work/contenders.js';
import { MAIN_LENGTH } from './summary.js';

/** A bar for each way, at the main length or else the last one. Returns what shows the rows so far. */
export function rateBars(list: HTMLElement): (rows: readonly Row[]) => void {
  return (rows) => {
    const row = rows.find(({ length }) => length === MAIN_LENGTH) ?? rows[rows.length - 1];
    const most = Math.max(...Object.values(row.rates));
    list.replaceChildren(
      ...shownIn(row).flatMap(({ key, label }) => {
        const value = row.rates[key];
        if (value === undefined) return [];
        const item = make('li', '', key === BASELINE ? 'baseline' : '');
        const track = make('span', '', 'track');
        const bar = make('span', '', 'fill');
        bar.style.width = `${(100 * value) / most}%`;
        track.append(bar);
        const figure = key === BASELINE ? rate(value) : `${ratio(value / row.rates[BASELINE])}`;
        item.append(make('span', label, 'label'), track, make('span', figure, 'figure'));
        return [item];
      }),
    );
  };
}
