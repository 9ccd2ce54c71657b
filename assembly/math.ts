import { splat64 } from "./constant";

/** What several ops of float64 precision share. */

/**
 * A result near 0 that is x/2 plus a positive term, too small for float64 to hold. Where x/2 lies in the middle between two
 * subnormal float32 numbers, that term decides: so a number is added that only the smallest results notice. It is less than
 * half the distance between two float32 numbers, and more than a rounding error of float64 there. Zeros keep their sign.
 */
export function aboveTies(y: v128, zero: i64): v128 {
  const isNotZero = f64x2.ne(y, splat64(0, zero));
  return f64x2.sub(y, v128.and(splat64(-(2.0 ** -176), zero), isNotZero)); // -0 - 0 is -0
}
