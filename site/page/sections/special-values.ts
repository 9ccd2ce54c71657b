import type { Curvable, KinkChoice } from '../functions/shape.js';
import { make } from '../ui/dom.js';
import { float } from '../ui/format.js';

const SMALLEST = 2 ** -149;
const LARGEST = 2 ** 128 - 2 ** 104;

/** The inputs that a formula leaves open, and a few that it does not. */
export const SPECIAL: readonly (readonly [x: number, note: string])[] = [
  [Number.NaN, ''],
  [Number.NEGATIVE_INFINITY, ''],
  [-LARGEST, 'largest float32'],
  [-1, ''],
  [-SMALLEST, 'smallest subnormal'],
  [-0, ''],
  [0, ''],
  [SMALLEST, 'smallest subnormal'],
  [1, ''],
  [LARGEST, 'largest float32'],
  [Number.POSITIVE_INFINITY, ''],
];

const INPUTS = Float32Array.from(SPECIAL, ([x]) => x);

/** A row for each special input. Returns what shows other functions. */
export function showSpecialValues(table: HTMLTableElement): (shown: readonly Curvable[], kink: KinkChoice) => void {
  const [body] = table.tBodies;
  const header = (scope: 'col' | 'row', text: string) => Object.assign(make('th', text), { scope });
  return (shown, kink) => {
    const columns = shown.flatMap((one) => [one.values(INPUTS), one.slopes(INPUTS, kink)]);
    table.tHead?.rows[0].replaceChildren(
      header('col', 'x'),
      ...shown.flatMap(({ name }) => [header('col', name), header('col', `${name}′`)]),
    );
    body.replaceChildren(
      ...SPECIAL.map(([x, note], i) => {
        const row = make('tr');
        const input = header('row', float(x));
        if (note !== '') input.append(make('span', note, 'note'));
        row.append(input, ...columns.map((column) => make('td', float(column[i]))));
        return row;
      }),
    );
  };
}
