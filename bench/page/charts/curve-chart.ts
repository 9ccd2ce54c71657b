import type uPlot from 'uplot';
import { axis, chart, dashes } from './chart.js';
import { type Curve, type Kink, REACH, xs } from './curve.js';
import { colour } from './theme.js';

const HEIGHT = 300;
const RADIUS = 4.5;

function dot(plot: uPlot, x: number, y: number, stroke: string, fill: string): void {
  const { ctx } = plot;
  ctx.beginPath();
  ctx.arc(plot.valToPos(x, 'x', true), plot.valToPos(y, 'y', true), RADIUS * devicePixelRatio, 0, 2 * Math.PI);
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.strokeStyle = stroke;
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.stroke();
}

function drawKink(plot: uPlot, { x, chosen, other }: Kink): void {
  const { ctx, bbox } = plot;
  const at = plot.valToPos(x, 'x', true);
  ctx.save();
  ctx.beginPath();
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.lineWidth = devicePixelRatio;
  ctx.strokeStyle = colour('soft');
  ctx.moveTo(at, bbox.top);
  ctx.lineTo(at, bbox.top + bbox.height);
  ctx.stroke();
  ctx.setLineDash([]);
  dot(plot, x, other, colour('df'), colour('paper'));
  dot(plot, x, chosen, colour('df'), colour('df'));
  ctx.restore();
}

/** A function and its derivative. Returns what shows another curve. */
export function curveChart(host: HTMLElement): (curve: Curve) => void {
  let kinks: readonly Kink[] = [];
  const ticks = () => [-3, -2, -1, 0, 1, 2, 3];
  const whole = (_: uPlot, values: number[]) => values.map((value) => String(value).replace('-', '−'));
  const plot = chart(
    host,
    HEIGHT,
    {
      scales: { x: { time: false, range: [-REACH, REACH] }, y: { range: [-2, REACH] } },
      axes: [
        axis({ splits: ticks, values: whole, size: 32, gap: 8 }),
        axis({ splits: ticks, values: whole, size: 36, gap: 8 }),
      ],
      series: [
        {},
        { stroke: () => colour('f'), width: 2.5, points: { show: false } },
        { stroke: () => colour('df'), width: 2.5, dash: dashes([7, 4]), points: { show: false } },
      ],
      hooks: {
        draw: [
          (self) => {
            for (const kink of kinks) drawKink(self, kink);
          },
        ],
      },
    },
    [xs, [], []],
  );
  return (curve) => {
    kinks = curve.kinks;
    plot.setData([xs, [...curve.f], [...curve.df]]);
  };
}
