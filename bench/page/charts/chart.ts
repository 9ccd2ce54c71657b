import uPlot from 'uplot';
import { colour, onThemeChange } from './theme.js';

export const FONT = '12px system-ui, sans-serif';

/** An axis in the page's colours. */
export function axis(options: uPlot.Axis): uPlot.Axis {
  const line = { stroke: () => colour('rule'), width: 1 };
  return { font: FONT, labelFont: FONT, stroke: () => colour('soft'), grid: line, ticks: { show: false }, ...options };
}

/** Lengths of dashes, which uPlot takes in the canvas's own pixels. */
export function dashes(lengths: readonly number[]): number[] {
  return lengths.map((length) => length * devicePixelRatio);
}

/** A chart as wide as `host`, which follows its width and the colour scheme. */
export function chart(
  host: HTMLElement,
  height: number,
  options: Omit<uPlot.Options, 'width' | 'height'>,
  data: uPlot.AlignedData,
): uPlot {
  const frame = {
    legend: { show: false },
    cursor: { show: false },
    pxAlign: 0, // rounded to whole pixels, slanted lines become stairs
    padding: [12, 12, 0, 0] as uPlot.Padding,
  };
  const plot = new uPlot({ ...frame, ...options, width: host.clientWidth, height }, data, host);
  new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height })).observe(host);
  onThemeChange(() => plot.redraw(false, true));
  return plot;
}
