import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { curvesOf, rowOf, withDefaults } from '../functions/chosen.js';
import type { Name } from '../functions/names.js';
import { curve, reachOf } from './curve.js';
import { svg } from './svg.js';

export const WIDTH = 96;
export const HEIGHT = 48;
const PADDING = 4;

function curveParts(name: Name): SVGElement[] {
  const [shown] = curvesOf(withDefaults(name));
  const reach = reachOf([shown]);
  const { xs, f } = curve(shown, 'right', reach);
  const [least = 0, most = 1] = extent([0, ...f.filter((value) => value !== null)]);
  const x = scaleLinear([-reach, reach], [PADDING, WIDTH - PADDING]);
  const y = scaleLinear([Math.max(least, -reach), Math.min(most, reach)], [HEIGHT - PADDING, PADDING]).clamp(true);
  const path = line<number>(
    (i) => Math.round(4 * x(xs[i])) / 4,
    (i) => Math.round(4 * y(f[i] ?? 0)) / 4,
  ).defined((i) => f[i] !== null);
  // A quarter of the curve's own points, and those around its bends, are enough for this size.
  const kept = [...xs.keys()].filter((i) => i % 4 === 0 || f[i] === null || f[i - 1] === null || f[i + 1] === null);
  return [
    svg('line', { class: 'axis', x1: 0, x2: WIDTH, y1: y(0), y2: y(0) }),
    svg('line', { class: 'axis', x1: x(0), x2: x(0), y1: 0, y2: HEIGHT }),
    svg('path', { class: 'line', d: path(kept) ?? '' }),
  ];
}

function rowParts(name: Name): SVGElement[] {
  const y = [...(rowOf(withDefaults(name))?.y ?? [])];
  const [least = 0, most = 1] = extent([0, ...y]);
  const height = scaleLinear([least, most], [HEIGHT - PADDING, PADDING]);
  const band = (WIDTH - 2 * PADDING) / y.length;
  return [
    svg('line', { class: 'axis', x1: 0, x2: WIDTH, y1: height(0), y2: height(0) }),
    ...y.map((value, i) =>
      svg('rect', {
        class: 'bar',
        x: PADDING + band * i + 2,
        width: band - 4,
        y: Math.min(height(value), height(0)),
        height: Math.max(0.5, Math.abs(height(value) - height(0))),
      }),
    ),
  ];
}

/** A function as a small curve, or as the bars of an example row; each on a scale of its own. */
export function thumbnail(name: Name): SVGElement[] {
  return rowOf(withDefaults(name)) === undefined ? curveParts(name) : rowParts(name);
}
