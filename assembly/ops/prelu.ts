import { NONE } from "../loops/none";
import { isMax, plainSlopes, slopes } from "../loops/slopes";
import { sums } from "../loops/sums";
import { abs32, splat32, splat64 } from "../math/constant";
import { leakySlope } from "./leakyRelu";

/** prelu(x) = max(x, alpha * x), for slopes up to 1 other than 0, as leakyRelu is for such a slope. */
@unmanaged
class PreluMax {
  @inline
  plain(x: v128, alpha: v128): v128 {
    return f32x4.pmax(x, f32x4.mul(x, alpha));
  }
}

/** prelu(x) = x < 0 ? alpha * x : x. NaN gives NaN, -0 gives -0. */
@unmanaged
class Prelu {
  @inline
  f(x: v128, alpha: v128): v128 {
    return v128.bitselect(f32x4.mul(x, alpha), x, f32x4.lt(x, splat32(0)));
  }
}

/**
 * prelu'(x) = x < edge ? alpha : 1. NaN in x gives NaN: all ones. The edge is 0, or the number above it, whose bits are those of 1.
 */
@unmanaged
class PreluGrad {
  /** 1 where the derivative at 0 is the left-hand one. */
  static isLeft: i32;
  /** 1 where it is the one of smaller magnitude. */
  static isSmaller: i32;

  @inline
  f(x: v128, alpha: v128): v128 {
    const isAlphaSmaller = v128.and(i32x4.splat(PreluGrad.isSmaller), f32x4.lt(abs32(alpha), splat32(1)));
    const edge = v128.or(i32x4.splat(PreluGrad.isLeft), isAlphaSmaller);
    return v128.or(leakySlope(x, edge, alpha), f32x4.ne(x, x));
  }
}

/** alpha'(x) = x < 0 ? dy * x : 0. NaN in either gives NaN. */
@unmanaged
class PreluGradAlpha {
  @inline
  term(x: v128, dy: v128): v128 {
    return v128.andnot(f64x2.mul(x, dy), v128.and(f64x2.ge(x, splat64(0)), f64x2.eq(dy, dy)));
  }
}

/**
 * `alpha` is the address of `channels` slopes, each for `inner` elements that follow each other; x begins `start` elements behind the
 * first of the first slope.
 */
export function prelu(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  alpha: usize,
  channels: usize,
  inner: usize,
  start: usize,
): void {
  // Looking through slopes for every element would take longer than it saves.
  if ((bias & dy & times) == NONE && channels << 3 <= n && isMax(alpha, channels)) {
    inline.always(plainSlopes<PreluMax>(x, y, n, alpha, channels, inner, start));
  } else {
    inline.always(slopes<Prelu>(x, bias, dy, times, y, n, alpha, channels, inner, start));
  }
}

/** `kink`: 0 takes the right-hand slope at 0, 1 the left-hand one, 2 that of smaller magnitude. */
export function preluGrad(
  x: usize,
  bias: usize,
  dy: usize,
  times: usize,
  y: usize,
  n: usize,
  alpha: usize,
  channels: usize,
  inner: usize,
  start: usize,
  kink: i32,
): void {
  PreluGrad.isLeft = kink & 1;
  PreluGrad.isSmaller = kink >> 1;
  inline.always(slopes<PreluGrad>(x, bias, dy, times, y, n, alpha, channels, inner, start));
}

/** The gradient by alpha of each channel: the sum of dy * x over its x < 0. */
export function preluGradAlpha(x: usize, dy: usize, y: usize, n: usize, channels: usize, inner: usize): void {
  inline.always(sums<PreluGradAlpha>(x, dy, y, n, channels, inner));
}
