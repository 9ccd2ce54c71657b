import type { CurveChart } from '../charts/curve-chart.js';
import type { Point } from '../point.js';
import { bitsOf, fromBits } from '../ui/format.js';

/** A pointer chooses multiples of this, so that bends at whole numbers and halves can be met. */
const STEP = 1 / 32;
/** An arrow key's step, and the one of Page Up and Page Down. */
const KEY_STEP = 1 / 16;
const PAGE_STEP = 1;

/** The float32 next to a finite one. */
function neighbour(x: number, direction: 1 | -1): number {
  if (x === 0) return direction * 2 ** -149;
  return fromBits(bitsOf(x) + (x > 0 ? direction : -direction));
}

/** Lets a pointer, a finger and the keys of a slider move the point along the chart. */
export function followPointing(host: HTMLElement, chart: CurveChart, point: Point): void {
  const ends = () => [chart.xAt(Number.NEGATIVE_INFINITY), chart.xAt(Number.POSITIVE_INFINITY)];

  function pointAt({ clientX }: PointerEvent): void {
    const x = chart.xAt(clientX - host.getBoundingClientRect().left);
    point.set(Math.round(x / STEP) * STEP + 0); // + 0: a zero without a sign
  }
  host.addEventListener('pointermove', pointAt);
  host.addEventListener('pointerdown', pointAt);

  host.addEventListener('keydown', (event) => {
    const [least, most] = ends();
    const by = (step: number) => Math.max(least, Math.min(most, point.x + step));
    const arrow = (direction: 1 | -1) => (event.shiftKey ? neighbour(point.x, direction) : by(direction * KEY_STEP));
    const moves: Readonly<Record<string, () => number>> = {
      ArrowRight: () => arrow(1),
      ArrowUp: () => arrow(1),
      ArrowLeft: () => arrow(-1),
      ArrowDown: () => arrow(-1),
      PageUp: () => by(PAGE_STEP),
      PageDown: () => by(-PAGE_STEP),
      Home: () => least,
      End: () => most,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    point.set(move());
  });
}
