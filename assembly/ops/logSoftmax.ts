import { map64 } from "../loops/float64";
import { NONE } from "../loops/none";
import { log1p } from "../math/logarithm";
import { NO_TERMS, rowMax, rowScale, rowSum, rowTotal } from "../loops/rows";

/** x - max - log. Neither x - max nor -log is above 0, so nothing cancels. */
@unmanaged
class LogSoftmax {
  static max: f64;
  static log: f64;

  @inline
  f(x: v128): v128 {
    return f64x2.sub(f64x2.sub(x, f64x2.splat(LogSoftmax.max)), f64x2.splat(LogSoftmax.log));
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
    LogSoftmax.max = max;
    LogSoftmax.log = log1p(others);
    inline.always(map64<LogSoftmax>(x, NONE, NONE, NONE, y, size));
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
