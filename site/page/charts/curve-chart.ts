import { extent, ticks } from 'd3-array';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { withMinus } from '../ui/format.js';
import { type Area, axes } from './axes.js';
import type { Curve, Split } from './curve.js';
import { chart, svg } from './svg.js';

/** Of both panels; a narrow chart is lower, so that a phone shows it whole, with what is above it. */
const HEIGHT = { wide: 372, narrow: 296 };
const NARROW = 520;
/** The part of the height that the functions get; their derivatives have the rest. */
const UPPER = 0.6;
const GAP = 16;
const RADIUS = 4.5;
/** Beyond the values, so that a curve along the edge of a panel is seen. */
const MARGIN = 0.08;

export interface Shown {
  readonly curve: Curve;
  /** The class of its lines. */
  readonly kind: string;
  /** The function and its derivative at the point that is marked. */
  readonly marked: readonly [f: number, df: number];
}

interface Panel {
  readonly title: string;
  readonly lines: readonly { readonly values: readonly (number | null)[]; readonly splits: readonly Split[] }[];
  readonly marked: readonly number[];
}

export interface CurveChart {
  draw(shown: readonly Shown[], reach: number, point: number): void;
  /** The x at a horizontal position within the drawing. */
  xAt(position: number): number;
}

/** Functions, and in a panel below them their derivatives. */
export function curveChart(host: HTMLElement): CurveChart {
  let shown: readonly Shown[] = [];
  let reach = 1;
  let point = 0;
  let x: ScaleLinear<number, number> = scaleLinear();

  function panel({ title, lines, marked }: Panel, area: Area, isLast: boolean): SVGElement[] {
    const inside = { x: area.left, y: area.top, width: area.right - area.left, height: area.bottom - area.top };
    const values = lines.flatMap(({ values, splits }) => [
      ...values.filter((value) => value !== null),
      ...splits.flatMap(({ chosen, other }) => [chosen, other]),
    ]);
    const [least = 0, most = 1] = extent([0, ...values]);
    const [bottom, top] = [Math.max(least, -reach), Math.min(most, reach)];
    const margin = MARGIN * (top - bottom || 1);
    const y = scaleLinear([bottom - margin, top + margin], [area.bottom, area.top]);
    const tick = (scale: typeof x) => (value: number) => ({
      at: scale(value),
      label: withMinus(String(value)),
      isZero: value === 0,
    });
    const path = (xs: readonly number[], values: readonly (number | null)[]) =>
      line<number>(
        (i) => x(xs[i]),
        (i) => y(values[i] ?? 0),
      ).defined((i) => values[i] !== null)([...xs.keys()]) ?? '';
    const dot = (kind: string, at: number, value: number) => {
      const isInside = value >= bottom - margin && value <= top + margin;
      return isInside ? [svg('circle', { class: kind, cx: x(at), cy: y(value), r: RADIUS })] : [];
    };
    // A drawing within the drawing cuts off what leaves it.
    const clip = svg('svg', { ...inside, viewBox: Object.values(inside).join(' ') });
    clip.append(
      ...lines.map(({ values }, i) =>
        svg('path', { class: `curve ${shown[i].kind}`, d: path(shown[i].curve.xs, values) }),
      ),
    );
    const xTicks = ticks(-reach, reach, 8).map(tick(x));
    const steps = Math.max(2, Math.round(inside.height / 44));
    return [
      axes(
        area,
        isLast ? xTicks : xTicks.map((one) => ({ ...one, label: '' })),
        ticks(bottom, top, steps).map(tick(y)),
      ),
      svg('text', { class: 'panel-title', x: area.left + 8, y: area.top + 16 }, title),
      clip,
      ...lines.flatMap(({ splits }, i) =>
        splits.flatMap(({ x: at, chosen, other }) => [
          ...dot(`mark open ${shown[i].kind}`, at, other),
          ...dot(`mark ${shown[i].kind}`, at, chosen),
        ]),
      ),
      ...(Math.abs(point) > reach
        ? []
        : [
            svg('line', { class: 'crosshair', x1: x(point), x2: x(point), y1: area.top, y2: area.bottom }),
            ...marked.flatMap((value, i) => dot(`pointed ${shown[i].kind}`, point, value)),
          ]),
    ];
  }

  const height = (width: number) => (width < NARROW ? HEIGHT.narrow : HEIGHT.wide);

  const redraw = chart(host, height, (width) => {
    const [left, right, end] = [40, width - 8, height(width) - 26];
    const middle = UPPER * (end - GAP);
    x = scaleLinear([-reach, reach], [left, right]);
    const functions = {
      title: 'f(x)',
      lines: shown.map(({ curve: { f, jumps } }) => ({ values: f, splits: jumps })),
      marked: shown.map(({ marked: [f] }) => f),
    };
    const derivatives = {
      title: 'f′(x)',
      lines: shown.map(({ curve: { df, kinks } }) => ({ values: df, splits: kinks })),
      marked: shown.map(({ marked: [, df] }) => df),
    };
    return [
      ...panel(functions, { left, right, top: 4, bottom: middle }, false),
      ...panel(derivatives, { left, right, top: middle + GAP, bottom: end }, true),
    ];
  });

  return {
    draw(newShown, newReach, newPoint) {
      shown = newShown;
      reach = newReach;
      point = newPoint;
      redraw();
    },
    xAt: (position) => Math.max(-reach, Math.min(reach, x.invert(position))),
  };
}
