import type uPlot from 'uplot';
import { power } from '../ui/format.js';
import type { Row } from '../work/comparison.js';
import { contenders } from '../work/contenders.js';
import { axis, chart, dashes } from './chart.js';
import { colour } from './theme.js';

const HEIGHT = 380;
/** Narrower than this, every second label of the sizes is left out. */
const NARROW = 480;

/** 1, 2 and 5 times the powers of ten: where a logarithmic axis has its lines. */
const LINES = Array.from({ length: 8 }, (_, i) => [1, 2, 5].map((first) => first * 10 ** (i - 4))).flat();

function around(least: number, most: number): [number, number] {
  return [Math.max(...LINES.filter((line) => line <= least)), Math.min(...LINES.filter((line) => line >= most))];
}

function toData(rows: readonly Row[]): uPlot.AlignedData {
  return [rows.map(({ size }) => size), ...contenders.map(({ key }) => rows.map(({ rates }) => rates[key] ?? null))];
}

/** Throughput against size, both logarithmic. Returns what shows the rows so far. */
export function ratesChart(host: HTMLElement): (rows: readonly Row[], sizes: readonly [number, number]) => void {
  let extent: readonly [number, number] = [16, 65_536];
  const inside = (plot: uPlot, lines: readonly number[]) => {
    const { min = 0, max = 0 } = plot.scales.y;
    return lines.filter((line) => line >= min && line <= max);
  };
  const sizes = (): number[] => {
    const all = [];
    for (let size = extent[0]; size <= extent[1]; size *= 4) all.push(size);
    return all;
  };
  const plot = chart(
    host,
    HEIGHT,
    {
      scales: {
        x: { time: false, distr: 3, log: 2, range: () => [...extent] },
        y: { distr: 3, range: (_, least, most) => (least > 0 ? around(least, most) : [0.1, 20]) },
      },
      axes: [
        axis({
          splits: sizes,
          filter: (_, values) => values,
          values: ({ width }, values) => values.map((size, i) => (width < NARROW && i % 2 === 1 ? '' : power(size))),
          label: 'elements in the array (K = 1,024)',
          labelSize: 24,
          size: 32,
          gap: 8,
        }),
        axis({
          splits: (self) => inside(self, LINES),
          filter: (_, values) => values,
          values: (_, values) => values.map(String),
          label: 'billion elements a second',
          labelSize: 24,
          size: 36,
        }),
      ],
      series: [
        {},
        ...contenders.map(({ key, label, dash }) => ({
          label,
          stroke: () => colour(key),
          width: 2.5,
          dash: dashes(dash),
          points: { show: true, size: 7, fill: () => colour(key), width: 0 },
        })),
      ],
    },
    toData([]),
  );
  return (rows, newExtent) => {
    extent = newExtent;
    plot.setData(toData(rows));
  };
}
