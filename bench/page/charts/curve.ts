import { type AnyActivation, kinkOption } from '../activations.js';

export interface CurveOptions {
  readonly alpha?: number;
  readonly kink: 'left' | 'right';
}

/** A place where the derivative depends on the choice. */
export interface Kink {
  readonly x: number;
  readonly chosen: number;
  readonly other: number;
}

export interface Curve {
  readonly f: readonly number[];
  /** A gap at each kink. */
  readonly df: readonly (number | null)[];
  readonly kinks: readonly Kink[];
}

export const REACH = 3;
/** A step that float32 holds exactly, so that a kink at a whole or a half number is met. */
const STEP = 1 / 64;
export const xs = Float32Array.from({ length: (2 * REACH) / STEP + 1 }, (_, i) => i * STEP - REACH);

/** Half the gap in f' at a kink: wider than its line, which would bridge it, narrower than the dots there. */
const GAP = 1 / 16;

/** An activation and its derivative over `xs`. Kinks are found, not listed: where the two choices differ. */
export function curve(activation: AnyActivation, options: CurveOptions): Curve {
  const { kink, ...parameters } = options;
  const f = activation(xs, parameters);
  const chosen = activation.grad(xs, { ...parameters, ...kinkOption(activation, kink) });
  const other = activation.grad(xs, { ...parameters, ...kinkOption(activation, kink === 'left' ? 'right' : 'left') });
  const kinks = Array.from(xs, (x, i) => ({ x, chosen: chosen[i], other: other[i] })).filter(
    (point) => point.chosen !== point.other,
  );
  const bends = (at: number) => kinks.some(({ x }) => Math.abs(x - at) < GAP);
  return { f: [...f], df: Array.from(chosen, (value, i) => (bends(xs[i]) ? null : value)), kinks };
}
