import { make } from '../ui/dom.js';
import { float, hexBits } from '../ui/format.js';

interface Read {
  readonly name: string;
  readonly value: string;
  readonly derivative: string;
  /** The class of its curve. */
  readonly kind: string;
  readonly f: number;
  readonly df: number;
}

function cell(label: string, value: number, kind = ''): HTMLElement {
  const entry = make('div');
  const term = make('dt', label, kind);
  const number = make('dd', float(value));
  number.append(' ', make('small', hexBits(value)));
  entry.append(term, number);
  return entry;
}

/**
 * x, f(x) and f'(x) at the chart's point, with their bits: as a list below the chart, and as the words of the slider that
 * the chart is. Returns what shows other values.
 */
export function showReading(
  list: HTMLElement,
  slider: HTMLElement,
): (x: number, reach: number, read: readonly Read[]) => void {
  return (x, reach, read) => {
    list.replaceChildren(
      cell('x', x),
      ...read.flatMap(({ value, derivative, kind, f, df }) => [cell(value, f, kind), cell(derivative, df, kind)]),
    );
    slider.ariaValueMin = String(-reach);
    slider.ariaValueMax = String(reach);
    slider.ariaValueNow = String(Math.max(-reach, Math.min(reach, x)));
    slider.ariaValueText = [
      `x = ${float(x)}`,
      ...read.map(({ name, f, df }) => `${name} ${float(f)}, derivative ${float(df)}`),
    ].join('; ');
  };
}
