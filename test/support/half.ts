/** float16 by arithmetic, for engines without Float16Array too. */

/** The distance between two neighbouring float16 numbers at x. */
export function unitOfHalf(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < 2 ** -14) return 2 ** -24;
  let exponent = Math.floor(Math.log2(magnitude));
  if (2 ** exponent > magnitude) exponent--;
  return 2 ** (exponent - 10);
}

/** The float16 nearest to x, ties to even. */
export function half(x: number): number {
  if (Number.isNaN(x) || x === 0) return x;
  if (Math.abs(x) >= 65_520) return Math.sign(x) * Number.POSITIVE_INFINITY;
  const steps = x / unitOfHalf(x); // exact: a division by a power of two
  const below = Math.floor(steps);
  const isUp = steps - below > 0.5 || (steps - below === 0.5 && below % 2 !== 0);
  const rounded = (isUp ? below + 1 : below) * unitOfHalf(x);
  return rounded === 0 && x < 0 ? -0 : rounded;
}

/** All 65,536 float16 numbers, as float32. */
export function allHalves(): Float32Array {
  return Float32Array.from({ length: 65_536 }, (_, bits) => {
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    const sign = bits >> 15 === 0 ? 1 : -1;
    if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
  });
}
