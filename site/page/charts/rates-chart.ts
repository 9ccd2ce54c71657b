import { extent } from 'd3-array';
import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { power } from '../ui/format.js';
import type { Row } from '../work/comparison.js';
import { contenders } from '../work/contenders.js';
import { axes, titles } from './axes.js';
import { chart, svg } from './svg.js';

const HEIGHT = 380;
/** Narrower than this, every second label of the sizes is left out. */
const NARROW = 480;

/** 1, 2 and 5 times the powers of ten: where a logarithmic axis has its lines. */
const LINES = Array.from({ length: 9 }, (_, i) => [1, 2, 5].map((first) => Number(`${first}e${i - 5}`))).flat();

/** Throughput against size, both logarithmic. Returns what shows the rows so far. */
export function ratesChart(host: HTMLElement): (rows: readonly Row[], sizes: readonly [number, number]) => void {
  let rows: readonly Row[] = [];
  let sizes: readonly [number, number] = [16, 65_536];

  const redraw = chart(
    host,
    () => HEIGHT,
    (width) => {
      const area = { left: 60, right: width - 12, top: 12, bottom: HEIGHT - 56 };
      const [least = 0.1, most = 20] = extent(rows.flatMap(({ rates }) => Object.values(rates)));
      const bottom = Math.max(...LINES.filter((value) => value <= least));
      const top = Math.min(...LINES.filter((value) => value >= most));
      const x = scaleLog(sizes, [area.left, area.right]);
      const y = scaleLog([bottom, top], [area.bottom, area.top]);
      const steps = Math.round(Math.log2(sizes[1] / sizes[0]) / 2);
      const xTicks = Array.from({ length: steps + 1 }, (_, i) => {
        const size = sizes[0] * 4 ** i;
        return { at: x(size), label: width < NARROW && i % 2 === 1 ? '' : power(size) };
      });
      const yTicks = LINES.filter((value) => value >= bottom && value <= top).map((value) => ({
        at: y(value),
        label: String(value),
      }));
      return [
        axes(area, xTicks, yTicks),
        titles(area, 'elements in the array (K = 1,024)', 'billion elements a second'),
        ...contenders.map(({ key }) => {
          const points = rows.flatMap(({ length, rates }) =>
            rates[key] === undefined ? [] : [[x(length), y(rates[key])]],
          );
          return svg(
            'g',
            { class: `rates-line ${key}` },
            svg('path', { d: line()(points as [number, number][]) ?? '' }),
            ...points.map(([cx, cy]) => svg('circle', { cx, cy, r: 3.5 })),
          );
        }),
      ];
    },
  );

  return (newRows, newSizes) => {
    rows = newRows;
    sizes = newSizes;
    redraw();
  };
}
