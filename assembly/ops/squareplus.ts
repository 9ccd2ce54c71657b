import { abs64, splat64 } from "../math/constant";
import { map64, mapPairs64 } from "../loops/float64";

/**
 * squareplus(x) = (x + r) / 2 with r = sqrt(x^2 + b): with s = r + |x| it is s / 2, and below 0, where x + r would cancel, b / (2 s).
 * x^2 is exact.
 */
@unmanaged
class Squareplus {
  static b: f64;
  static half: f64;

  @inline
  f(x: v128): v128 {
    const r = f64x2.sqrt(f64x2.add(f64x2.mul(x, x), f64x2.splat(Squareplus.b)));
    const s = f64x2.add(r, abs64(x));
    const below = f64x2.div(f64x2.splat(Squareplus.half), s);
    return v128.bitselect(below, f64x2.mul(s, splat64(0.5)), f64x2.lt(x, splat64(0)));
  }
}

/**
 * squareplus'(x) = s / (2 r), and below the edge b / (2 (r^2 + r |x|)): r^2 is there with one rounding less than r s would have.
 *
 * Near 0 that is 1/2 + x/4 - x^3/64, and where the first two terms lie in the middle between two float32 numbers, the third
 * decides, which float64 does not hold: so above 0 the factor 1/2 is a little smaller, and below 0, but near it alone, b a little larger.
 */
@unmanaged
class SquareplusGrad {
  static edge: f64;
  static b: f64;
  static half: f64;
  static more: f64;
  static tiny: f64;

  @inline
  f(x: v128): v128 {
    const a = f64x2.add(f64x2.pmin(abs64(x), splat64(2.0 ** 400)), f64x2.splat(SquareplusGrad.tiny));
    const r2 = f64x2.add(f64x2.mul(a, a), f64x2.splat(SquareplusGrad.b));
    const r = f64x2.sqrt(r2);
    const s = f64x2.add(r, a);
    const isBelow = f64x2.lt(x, f64x2.splat(SquareplusGrad.edge));
    const more = v128.and(f64x2.splat(SquareplusGrad.more), f64x2.lt(a, splat64(2.0 ** -12)));
    const numerator = v128.bitselect(
      f64x2.add(f64x2.splat(SquareplusGrad.half), more),
      f64x2.mul(s, splat64(0.5 * (1 - 2.0 ** -52))),
      isBelow,
    );
    return f64x2.div(numerator, v128.bitselect(f64x2.add(r2, f64x2.mul(r, a)), r, isBelow));
  }
}

export function squareplus(x: usize, bias: usize, dy: usize, times: usize, y: usize, n: usize, b: f64): void {
  Squareplus.b = b;
  Squareplus.half = b * 0.5;
  inline.always(map64<Squareplus>(x, bias, dy, times, y, n));
}

/**
 * From 2^320 on b makes 1/2 of every float32 x, and up to 2^-350 only of 0: what is larger and smaller would overflow and underflow.
 * `tiny` makes r more than 0 where x and b are 0, and changes no other x.
 */
export function squareplusGrad(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  edge: f64,
  b: f64,
): void {
  const capped = b == 0 ? 0 : min(max(b, 2.0 ** -600), 2.0 ** 400);
  SquareplusGrad.edge = edge;
  SquareplusGrad.b = capped;
  SquareplusGrad.half = capped * 0.5;
  SquareplusGrad.more = capped * 2.0 ** -53;
  SquareplusGrad.tiny = b == 0 ? 2.0 ** -400 : 0;
  inline.always(mapPairs64<SquareplusGrad>(x, bias, dy, times, y, n));
}
