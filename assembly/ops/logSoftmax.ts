import { columnLog, columnMax, columnScale, columnSum, Exponentials, Gradients, logs, Others } from "../loops/columns";
import { map64 } from "../loops/float64";
import { NONE } from "../loops/none";
import { eachRow, NO_TERMS, rowMax, rowScale, rowSum, rowTotal } from "../loops/rows";
import { log1p } from "../math/logarithm";

/** x - max - log. Neither x - max nor -log is above 0, so nothing cancels. */
@unmanaged
class Difference {
  static max: f64;
  static log: f64;

  @inline
  f(x: v128): v128 {
    return f64x2.sub(f64x2.sub(x, f64x2.splat(Difference.max)), f64x2.splat(Difference.log));
  }
}

/**
 * logSoftmax(x) = x - max - ln(sum e^(x - max)). Where the sum is little more than the 1 of a single maximum, the others are summed
 * by themselves, since their sum is then what the logarithm is about.
 */
@unmanaged
class LogSoftmax {
  @inline
  row(x: usize, _dy: usize, y: usize, size: usize, _terms: usize): void {
    const max = rowMax(x, size);
    let others = rowSum(x, NONE, NO_TERMS, size, max, false) - 1;
    if (others < 0.5) others = rowSum(x, NONE, NO_TERMS, size, max, true);
    Difference.max = max;
    Difference.log = log1p(others);
    inline.always(map64<Difference>(x, NONE, NONE, NONE, y, size));
  }
  @inline
  columns(x: usize, _dy: usize, y: usize, size: usize, _terms: usize, step: usize, isPair: bool): void {
    const max = inline.always(columnMax(x, size, step, isPair));
    const sum = inline.always(columnSum<Exponentials>(x, NONE, NO_TERMS, size, step, max, isPair));
    let others = f64x2.sub(sum, f64x2.splat(1));
    const isSmall = f64x2.lt(others, f64x2.splat(0.5));
    if (v128.any_true(isSmall)) {
      const exact = inline.always(columnSum<Others>(x, NONE, NO_TERMS, size, step, max, isPair));
      others = v128.bitselect(exact, others, isSmall);
    }
    inline.always(columnLog(x, y, size, step, max, inline.always(logs(others)), isPair));
  }
}

/** dy - softmax(x) sum dy. */
@unmanaged
class LogSoftmaxGrad {
  @inline
  row(x: usize, dy: usize, y: usize, size: usize, terms: usize): void {
    const max = rowMax(x, size);
    const sum = rowSum(x, NONE, terms, size, max, false);
    const total = rowTotal(dy, size);
    rowScale(x, dy, terms, y, size, max, sum, total, true);
  }
  @inline
  columns(x: usize, dy: usize, y: usize, size: usize, terms: usize, step: usize, isPair: bool): void {
    const max = inline.always(columnMax(x, size, step, isPair));
    const sum = inline.always(columnSum<Exponentials>(x, NONE, terms, size, step, max, isPair));
    const total = inline.always(columnSum<Gradients>(x, dy, NO_TERMS, size, step, max, isPair));
    inline.always(columnScale(x, dy, terms, y, size, step, max, sum, total, isPair, true));
  }
}

export function logSoftmax(x: usize, y: usize, n: usize, size: usize, terms: usize, inner: usize): void {
  inline.always(eachRow<LogSoftmax>(x, NONE, y, n, size, terms, inner));
}

export function logSoftmaxGrad(x: usize, dy: usize, y: usize, n: usize, size: usize, terms: usize, inner: usize): void {
  inline.always(eachRow<LogSoftmaxGrad>(x, dy, y, n, size, terms, inner));
}
