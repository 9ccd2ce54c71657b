import { extent, ticks } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { withMinus } from '../ui/format.js';
import { axes } from './axes.js';
import type { Curve, Split } from './curve.js';
import { chart, svg } from './svg.js';

const HEIGHT = 380;
const RADIUS = 4.5;

export interface Shown {
  readonly curve: Curve;
  /** The class of its lines. */
  readonly kind: string;
}

/** Functions and their derivatives. Returns what shows others. */
export function curveChart(host: HTMLElement): (shown: readonly Shown[], reach: number) => void {
  let shown: readonly Shown[] = [];
  let reach = 1;

  const redraw = chart(host, HEIGHT, (width) => {
    const area = { left: 40, right: width - 12, top: 12, bottom: HEIGHT - 28 };
    const inside = { x: area.left, y: area.top, width: area.right - area.left, height: area.bottom - area.top };
    const values = shown.flatMap(({ curve: { f, df } }) => [...f, ...df]).filter((value) => value !== null);
    const [least = 0, most = 1] = extent(values);
    const x = scaleLinear([-reach, reach], [area.left, area.right]);
    const y = scaleLinear([Math.max(least, -reach), Math.min(most, reach)], [area.bottom, area.top]).nice(8);
    const [bottom, top] = y.domain();
    const tick = (scale: typeof x) => (value: number) => ({
      at: scale(value),
      label: withMinus(String(value)),
      isZero: value === 0,
    });
    const path = line<readonly [number, number | null]>(
      ([at]) => x(at),
      ([, value]) => y(value ?? 0),
    ).defined(([, value]) => value !== null);
    const draw = (curve: Curve, values: readonly (number | null)[], kind: string) =>
      svg('path', { class: kind, d: path(curve.xs.map((at, i) => [at, values[i]])) ?? '' });
    const dots = (splits: readonly Split[], kind: string) =>
      splits.flatMap((split) => [
        svg('circle', { class: `${kind} open`, cx: x(split.x), cy: y(split.other), r: RADIUS }),
        svg('circle', { class: kind, cx: x(split.x), cy: y(split.chosen), r: RADIUS }),
      ]);
    // A drawing within the drawing cuts off what leaves it.
    const clip = svg('svg', { ...inside, viewBox: Object.values(inside).join(' ') });
    clip.append(
      ...shown.flatMap(({ curve, kind }) => [
        draw(curve, curve.df, `curve derivative ${kind}`),
        draw(curve, curve.f, `curve ${kind}`),
      ]),
    );
    return [
      axes(area, ticks(-reach, reach, width < 480 ? 8 : 12).map(tick(x)), ticks(bottom, top, 8).map(tick(y))),
      clip,
      ...shown.flatMap(({ curve, kind }) => [
        ...dots(curve.kinks, `mark ${kind}`),
        ...dots(curve.jumps, `mark ${kind}`),
      ]),
    ];
  });

  return (newShown, newReach) => {
    shown = newShown;
    reach = newReach;
    redraw();
  };
}
