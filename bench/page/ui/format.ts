/** A minus sign, not a hyphen. */
function withMinus(text: string): string {
  return text.replace('-', '−');
}

/** A float32 in at most four digits; the sign of zero is shown. */
export function float(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  return Object.is(value, -0) ? '−0' : withMinus(String(Number(value.toPrecision(4))));
}

export function fixed(value: number): string {
  return withMinus(value.toFixed(2));
}

export function whole(value: number): string {
  return value.toLocaleString('en');
}

/** Three digits tell more than the timing does, and no more than that. */
export function rate(elementsPerNanosecond: number): string {
  return elementsPerNanosecond.toPrecision(3);
}

export function ratio(value: number): string {
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)}×`;
}

/** 65536 as 64K, for an axis. */
export function power(value: number): string {
  if (value >= 2 ** 20) return `${value / 2 ** 20}M`;
  return value >= 2 ** 10 ? `${value / 2 ** 10}K` : String(value);
}
