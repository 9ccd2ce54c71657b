/** What several functions of float64 precision share. The same operations in the same order as assembly/math.ts. */

/**
 * What is added to a zero, which keeps its sign, and to another number: less than half the distance between two float32
 * numbers, and more than a rounding error of float64 at the smallest normal one.
 */
const ADDENDS = Float64Array.of(-0, 2 ** -176);

/**
 * A result near 0 that is x/2 plus a positive term, too small for float64 to hold. Where x/2 lies in the middle between two
 * subnormal float32 numbers, that term decides: so a number is added that only the smallest results notice.
 */
export function aboveTies(y: number): number {
  return y + ADDENDS[+(y !== 0)];
}
