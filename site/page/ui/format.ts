/** A minus sign, not a hyphen. */
export function withMinus(text: string): string {
  return text.replaceAll('-', '−');
}

/** Digits that tell any float32 from its neighbours. */
const ENOUGH = 9;

/** A float32 in the fewest digits that stand for it alone; the sign of zero is shown. */
export function float(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  if (Object.is(value, -0)) return '−0';
  let digits = 1;
  while (digits < ENOUGH && Math.fround(Number(value.toPrecision(digits))) !== value) digits++;
  return withMinus(String(Number(value.toPrecision(digits))));
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

/** The same in words. */
export function times(value: number): string {
  return `${ratio(value).slice(0, -1)} times`;
}

/** 65536 as 64K, for an axis. */
export function power(value: number): string {
  if (value >= 2 ** 20) return `${value / 2 ** 20}M`;
  return value >= 2 ** 10 ? `${value / 2 ** 10}K` : String(value);
}

const view = new DataView(new ArrayBuffer(4));

/** The bits of a float32, as an unsigned integer. */
export function bitsOf(value: number): number {
  view.setFloat32(0, value);
  return view.getUint32(0);
}

export function fromBits(bits: number): number {
  view.setUint32(0, bits);
  return view.getFloat32(0);
}

/** The bits of a float32 in hexadecimal. */
export function hexBits(value: number): string {
  return `0x${bitsOf(value).toString(16).padStart(8, '0')}`;
}
