import type { Curvable, KinkChoice } from '../functions/shape.js';

/** An x with two values: at a kink two derivatives, at a jump two values of f. */
export interface Split {
  readonly x: number;
  readonly chosen: number;
  readonly other: number;
}

export interface Curve {
  readonly xs: readonly number[];
  /** A gap where f jumps. */
  readonly f: readonly (number | null)[];
  /** A gap at each kink. */
  readonly df: readonly (number | null)[];
  readonly kinks: readonly Split[];
  readonly jumps: readonly Split[];
}

const STEPS = 512;
/** How near to a kink its neighbours are. */
const NEAR = 2 ** -16;
/** What f changes by between them, if it jumps; a slope of 100 stays below that. */
const JUMP = 2 ** -8;

/** As far as the curve of these functions is worth looking at: beyond every bend, and at least to 4. */
export function reachOf(shown: readonly Curvable[]): number {
  const distances = shown.flatMap(({ edges }) => edges).map(Math.abs);
  return Math.max(4, ...distances.map((distance) => Math.ceil(distance) + 2));
}

/** A function and its derivative from -reach to reach. Kinks are where the derivative depends on the choice. */
export function curve(shown: Curvable, kink: KinkChoice, reach: number): Curve {
  const grid = Array.from({ length: STEPS + 1 }, (_, i) => (i / STEPS - 0.5) * 2 * reach);
  const edges = shown.edges.map(Math.fround);
  const around = edges.flatMap((edge) => [edge - NEAR, edge, edge + NEAR]);
  const xs = new Float32Array(new Set([...grid, ...around].filter((x) => Math.abs(x) <= reach))).sort();

  const f = shown.values(xs);
  const df = shown.slopes(xs, kink);
  const [left, right] = [shown.slopes(xs, 'left'), shown.slopes(xs, 'right')];
  const kinks: Split[] = [];
  const jumps: Split[] = [];
  xs.forEach((x, i) => {
    if (left[i] !== right[i]) kinks.push({ x, chosen: df[i], other: df[i] === left[i] ? right[i] : left[i] });
    if (edges.includes(x) && Math.abs(f[i + 1] - f[i - 1]) > JUMP) {
      const other = Math.abs(f[i + 1] - f[i]) > JUMP ? f[i + 1] : f[i - 1];
      jumps.push({ x, chosen: f[i], other });
    }
  });
  const without = (values: Float32Array, gaps: readonly Split[]) =>
    Array.from(values, (value, i) => (gaps.some(({ x }) => x === xs[i]) ? null : value));
  return { xs: [...xs], f: without(f, jumps), df: without(df, kinks), kinks, jumps };
}
