import { columnMax, columnScale, columnSum, Exponentials, KeptProducts, Products } from "../loops/columns";
import { NONE } from "../loops/none";
import { eachRow, NO_TERMS, rowDot, rowMax, rowScale, rowSum } from "../loops/rows";

/** softmax(x) = e^(x - max) / sum e^(x - max). */
@unmanaged
class Softmax {
  @inline
  row(x: usize, _dy: usize, y: usize, size: usize, terms: usize): void {
    const max = rowMax(x, size);
    const sum = rowSum(x, NONE, terms, size, max, false);
    rowScale(x, NONE, terms, y, size, max, sum, 0, false);
  }
  @inline
  columns(x: usize, _dy: usize, y: usize, size: usize, terms: usize, step: usize, isPair: bool): void {
    const max = inline.always(columnMax(x, size, step, isPair));
    const sum = inline.always(columnSum<Exponentials>(x, NONE, terms, size, step, max, isPair));
    inline.always(columnScale(x, NONE, terms, y, size, step, max, sum, max, isPair, false));
  }
}

/** y (dy - sum dy y). */
@unmanaged
class SoftmaxGrad {
  @inline
  row(x: usize, dy: usize, y: usize, size: usize, terms: usize): void {
    const max = rowMax(x, size);
    const sum = rowSum(x, NONE, terms, size, max, false);
    const dot = terms == NO_TERMS ? rowSum(x, dy, NO_TERMS, size, max, false) : rowDot(terms, dy, size);
    rowScale(x, dy, terms, y, size, max, sum, dot / sum, false);
  }
  @inline
  columns(x: usize, dy: usize, y: usize, size: usize, terms: usize, step: usize, isPair: bool): void {
    const max = inline.always(columnMax(x, size, step, isPair));
    const sum = inline.always(columnSum<Exponentials>(x, NONE, terms, size, step, max, isPair));
    let dot = sum;
    if (terms == NO_TERMS) dot = inline.always(columnSum<Products>(x, dy, NO_TERMS, size, step, max, isPair));
    else dot = inline.always(columnSum<KeptProducts>(x, dy, terms, size, step, max, isPair));
    inline.always(columnScale(x, dy, terms, y, size, step, max, sum, f64x2.div(dot, sum), isPair, false));
  }
}

export function softmax(x: usize, y: usize, n: usize, size: usize, terms: usize, inner: usize): void {
  inline.always(eachRow<Softmax>(x, NONE, y, n, size, terms, inner));
}

export function softmaxGrad(x: usize, dy: usize, y: usize, n: usize, size: usize, terms: usize, inner: usize): void {
  inline.always(eachRow<SoftmaxGrad>(x, dy, y, n, size, terms, inner));
}
