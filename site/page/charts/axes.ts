import { svg } from './svg.js';

/** Where the curves are, within the drawing. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A line of the grid, and what stands beside it. */
export interface Tick {
  readonly at: number;
  readonly label: string;
  /** The axis itself. */
  readonly isZero?: boolean;
}

/** Text is 12 px high, and aligned by its middle. */
const MIDDLE = 4;

export function axes({ left, right, top, bottom }: Area, x: readonly Tick[], y: readonly Tick[]): SVGElement {
  const kind = ({ isZero }: Tick) => (isZero ? 'grid zero' : 'grid');
  return svg(
    'g',
    {},
    ...x.flatMap((tick) => [
      svg('line', { class: kind(tick), x1: tick.at, x2: tick.at, y1: top, y2: bottom }),
      svg('text', { class: 'tick', x: tick.at, y: bottom + 20, 'text-anchor': 'middle' }, tick.label),
    ]),
    ...y.flatMap((tick) => [
      svg('line', { class: kind(tick), x1: left, x2: right, y1: tick.at, y2: tick.at }),
      svg('text', { class: 'tick', x: left - 8, y: tick.at + MIDDLE, 'text-anchor': 'end' }, tick.label),
    ]),
  );
}

/** What an axis measures. */
export function titles({ left, right, top, bottom }: Area, x: string, y: string): SVGElement {
  const middle = (top + bottom) / 2;
  return svg(
    'g',
    { class: 'tick', 'text-anchor': 'middle' },
    svg('text', { x: (left + right) / 2, y: bottom + 42 }, x),
    svg('text', { transform: `translate(12 ${middle}) rotate(-90)` }, y),
  );
}
