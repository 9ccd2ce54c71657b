/** Where a function has two derivatives, and which of them holds. */

/** A bend or a jump: where it is, and the slopes on either side. */
export interface Kink {
  /** In the number that the kernel compares with: mostly x itself. */
  readonly at: number;
  readonly left: number;
  readonly right: number;
}

export const KINK_CHOICES = ['right', 'left', 'min'] as const;
export type KinkChoice = (typeof KINK_CHOICES)[number];

export type Precision = 'float32' | 'float64';

const views = {
  float32: { float: new Float32Array(1), int: Int32Array },
  float64: { float: new Float64Array(1), int: BigInt64Array },
};

/** The next number above `value`, which the format holds. */
function nextUp(value: number, precision: Precision): number {
  if (value === 0) return precision === 'float32' ? 2 ** -149 : 2 ** -1074;
  const { float, int } = views[precision];
  const bits = new int(float.buffer);
  float[0] = value;
  // Magnitudes are ordered as their bits are.
  if (bits instanceof Int32Array) bits[0] += value > 0 ? 1 : -1;
  else bits[0] += value > 0 ? 1n : -1n;
  return float[0];
}

/**
 * The edge of a kink: from there on the right-hand slope holds. For floats, x > at is x >= the next number above it, so
 * that one comparison serves every choice.
 */
export function edgeOf({ at, left, right }: Kink, choice: KinkChoice, precision: Precision): number {
  const takesRight = choice === 'right' || (choice === 'min' && Math.abs(right) <= Math.abs(left));
  return takesRight ? at : nextUp(at, precision);
}
