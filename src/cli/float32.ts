/** How a float32 is written. */

/** Digits that tell any float32 from its neighbours. */
const ENOUGH = 9;

/** The number with the fewest digits that rounds to this float32, as a number. */
export function shortest(value: number): number {
  let digits = 1;
  while (digits < ENOUGH && Math.fround(Number(value.toPrecision(digits))) !== value) digits++;
  return Number(value.toPrecision(digits));
}

/** The number in the fewest digits; the sign of zero is shown. */
export function text(value: number): string {
  return Object.is(value, -0) ? '-0' : String(Number.isFinite(value) ? shortest(value) : value);
}

/** The same for JSON, which has neither -0 nor NaN nor infinities: those are strings. */
export function json(value: number): number | string {
  return Number.isFinite(value) && !Object.is(value, -0) ? shortest(value) : text(value);
}

const view = new DataView(new ArrayBuffer(4));

/** The bits in hexadecimal. */
export function bits(value: number): string {
  view.setFloat32(0, value);
  return `0x${view.getUint32(0).toString(16).padStart(8, '0')}`;
}
