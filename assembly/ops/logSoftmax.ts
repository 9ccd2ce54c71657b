import { map64 } from "../loops/float64";
import { NONE } from "../loops/none";
import { log1p, NO_TERMS, rowMax, rowScale, rowSum, rowTotal } from "../loops/rows";

/** x - max - log. Neither x - max nor -log is above 0, so nothing cancels. */
@unmanaged
class LogSoftmax {
  @inline
  f(x: v128, _zero: f64, max: f64, log: f64, _c: f64, _d: f64): v128 {
    return f64x2.sub(f64x2.sub(x, f64x2.splat(max)), f64x2.splat(log));
  }
}

/**
 * logSoftmax(x) = x - max - ln(sum e^(x - max)), of each `size` elements. Where the sum is little more than the 1 of a single
 * maximum, the others are summed by themselves, since their sum is then what the logarithm is about.
 */
export function logSoftmax(x: usize, y: usize, n: usize, size: usize, _terms: usize): void {
  for (; n > 0; n -= size, x += 4 * size, y += 4 * size) {
    const max = rowMax(x, size);
    let others = rowSum(x, NONE, NO_TERMS, size, max, false) - 1;
    if (others < 0.5) others = rowSum(x, NONE, NO_TERMS, size, max, true);
    inline.always(map64<LogSoftmax>(x, y, size, max, log1p(others)));
  }
}

/** dy - softmax(x) sum dy. */
export function logSoftmaxGrad(x: usize, dy: usize, y: usize, n: usize, size: usize, terms: usize): void {
  for (; n > 0; n -= size, x += 4 * size, dy += 4 * size, y += 4 * size) {
    const max = rowMax(x, size);
    const sum = rowSum(x, NONE, terms, size, max, false);
    const total = rowTotal(dy, size);
    rowScale(x, dy, terms, y, size, max, sum, total, true);
  }
}
