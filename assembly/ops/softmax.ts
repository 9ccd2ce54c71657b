import { columnDot, columnLog, columnMax, columnOthers, columnScale, columnSum, Found } from "../loops/columns";
import { map64 } from "../loops/float64";
import { NONE } from "../loops/none";
import { eachRow, NO_TERMS, rowDot, rowMax, rowScale, rowSum, rowTotal } from "../loops/rows";
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
 * Four functions that share their passes. With s = e^(x - max) / sum e^(x - max), softmax(x) is s, its gradient s (dy - sum dy s), and that of
 * logSoftmax dy - s sum dy.
 *
 * logSoftmax(x) = x - max - ln(sum e^(x - max)). Where the sum is little more than the 1 of a single maximum, the others are summed
 * by themselves, since their sum is then what the logarithm is about.
 */
@unmanaged
class Softmax {
  @inline
  row(x: usize, dy: usize, y: usize, size: usize, terms: usize, isLog: bool): void {
    const max = rowMax(x, size);
    const sum = rowSum(x, NONE, terms, size, max, false);
    let p: f64 = 0;
    if (dy != NONE) {
      if (isLog) p = rowTotal(dy, size);
      else p = (terms == NO_TERMS ? rowSum(x, dy, NO_TERMS, size, max, false) : rowDot(terms, dy, size)) / sum;
    } else if (isLog) {
      const others = sum - 1;
      Difference.max = max;
      Difference.log = log1p(others < 0.5 ? rowSum(x, NONE, NO_TERMS, size, max, true) : others);
      inline.always(map64<Difference>(x, NONE, NONE, NONE, y, size));
      return;
    }
    rowScale(x, dy, terms, y, size, max, sum, p, isLog);
  }

  @inline
  columns(
    x: usize,
    dy: usize,
    y: usize,
    size: usize,
    terms: usize,
    step: usize,
    inner: usize,
    left: usize,
    isLog: bool,
  ): void {
    const isPair = left >= 2;
    // The maxima of these two rows were found with those of the two before.
    const isFound = ((inner - left) & 2) != 0 && isPair;
    if (!isFound) columnMax(x, size, step, left);
    const max0 = isFound ? Found.third : Found.first;
    const max1 = isFound ? Found.fourth : Found.second;
    columnSum(x, terms, size, step, max0, max1, isPair);
    const sum0 = Found.first;
    const sum1 = Found.second;
    let p0: f64 = 0;
    let p1: f64 = 0;
    if (dy != NONE) {
      if (isLog) columnDot(dy, NO_TERMS, size, step, isPair);
      else if (terms == NO_TERMS) columnOthers(x, dy, size, step, max0, max1, isPair);
      else columnDot(dy, terms, size, step, isPair);
      p0 = isLog ? Found.first : Found.first / sum0;
      p1 = isLog ? Found.second : Found.second / sum1;
    } else if (isLog) {
      const others0 = sum0 - 1;
      const others1 = sum1 - 1;
      const isSmall0 = others0 < 0.5;
      const isSmall1 = others1 < 0.5;
      if (isSmall0 || isSmall1) columnOthers(x, NONE, size, step, max0, max1, isPair);
      const log0 = log1p(isSmall0 ? Found.first : others0);
      const log1 = log1p(isSmall1 ? Found.second : others1);
      columnLog(x, y, size, step, max0, max1, log0, log1, isPair);
      return;
    }
    columnScale(x, dy, terms, y, size, step, max0, max1, sum0, sum1, p0, p1, isPair, isLog);
  }
}

function rows(x: usize, dy: usize, y: usize, n: usize, size: usize, terms: usize, inner: usize, isLog: bool): void {
  inline.always(eachRow<Softmax>(x, dy, y, n, size, terms, inner, isLog));
}

export function softmax(x: usize, y: usize, n: usize, size: usize, terms: usize, inner: usize): void {
  rows(x, NONE, y, n, size, terms, inner, false);
}

export function softmaxGrad(x: usize, dy: usize, y: usize, n: usize, size: usize, terms: usize, inner: usize): void {
  rows(x, dy, y, n, size, terms, inner, false);
}

export function logSoftmax(x: usize, y: usize, n: usize, size: usize, _terms: usize, inner: usize): void {
  rows(x, NONE, y, n, size, NO_TERMS, inner, true);
}

export function logSoftmaxGrad(x: usize, dy: usize, y: usize, n: usize, size: usize, terms: usize, inner: usize): void {
  rows(x, dy, y, n, size, terms, inner, true);
}
