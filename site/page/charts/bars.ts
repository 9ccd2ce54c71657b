import { extent, ticks } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import type { ExampleRow } from '../functions/shape.js';
import { float, withMinus } from '../ui/format.js';
import { axes } from './axes.js';
import { chart, svg } from './svg.js';

const HEIGHT = 300;
/** Between a bar and its result: above it, or below it where it hangs down. */
const ABOVE = -6;
const BELOW = 16;

/** As much of a number as there is room for. */
function short(value: number): string {
  return float(Math.fround(Number(value.toPrecision(3))));
}

/** A bar for each result of a row, its element below it. Returns what shows another row. */
export function bars(host: HTMLElement): (row: ExampleRow) => void {
  let row: ExampleRow | undefined;

  const redraw = chart(
    host,
    () => HEIGHT,
    (width) => {
      if (row === undefined) return [];
      const { x, y } = row;
      const area = { left: 40, right: width - 12, top: 20, bottom: HEIGHT - 60 };
      const [least = 0, most = 0] = extent(y.filter(Number.isFinite));
      const height = scaleLinear(
        [Math.min(0, Math.floor(least)), Math.max(0, Math.ceil(most))],
        [area.bottom, area.top],
      ).clamp(true); // -Infinity is a bar to the end
      const band = scaleBand([...x.keys()], [area.left, area.right]).padding(0.3);
      const [bottom, top] = height.domain();
      const text = (i: number, at: number, words: string) =>
        svg('text', { class: 'tick', x: (band(i) ?? 0) + band.bandwidth() / 2, y: at, 'text-anchor': 'middle' }, words);
      return [
        axes(
          area,
          [],
          ticks(bottom, top, 5).map((value) => ({
            at: height(value),
            label: withMinus(String(value)),
            isZero: value === 0,
          })),
        ),
        ...Array.from(y, (value, i) => {
          const [end, zero] = [height(value), height(0)];
          const bar = {
            x: band(i) ?? 0,
            width: band.bandwidth(),
            y: Math.min(end, zero),
            height: Math.abs(end - zero),
          };
          return svg(
            'g',
            { class: 'bar' },
            svg('rect', bar),
            text(i, end + (value < 0 ? BELOW : ABOVE), short(value)),
            text(i, HEIGHT - 24, `x${i}`),
            text(i, HEIGHT - 6, short(x[i])),
          );
        }),
      ];
    },
  );

  return (newRow) => {
    row = newRow;
    redraw();
  };
}
