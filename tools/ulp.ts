/** Errors in units in the last place of float32. */

/** The distance between float32 numbers where `value` lies: of the largest ones, also beyond them. */
export function unitAt(value: number): number {
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  return 2 ** (Math.min(Math.max(exponent, -126), 127) - 23);
}

/**
 * How far the float32 `given` is from the exact value, in units there; Infinity counts as 2^128. Not finite where one of
 * them is NaN and the other is not, or where a zero has the wrong sign.
 */
export function ulpError(given: number, exact: number): number {
  if (Object.is(given, Math.fround(exact)) && !Number.isFinite(exact)) return 0;
  if (Number.isNaN(given) || Number.isNaN(exact)) return Number.POSITIVE_INFINITY;
  if (given === 0 && Object.is(given, -0) !== (exact < 0 || Object.is(exact, -0))) return Number.POSITIVE_INFINITY;
  const end = (value: number) => (Math.abs(value) > 2 ** 128 ? Math.sign(value) * 2 ** 128 : value);
  return Math.abs(end(given) - end(exact)) / unitAt(end(exact));
}
