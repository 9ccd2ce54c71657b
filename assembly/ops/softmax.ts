import { NONE } from "../loops/none";
import { NO_TERMS, rowDot, rowMax, rowScale, rowSum } from "../loops/rows";

/** softmax(x) = e^(x - max) / sum e^(x - max), of each `size` elements. */
export function softmax(x: usize, y: usize, n: usize, size: usize, terms: usize): void {
  for (; n > 0; n -= size, x += 4 * size, y += 4 * size) {
    const max = rowMax(x, size);
    const sum = rowSum(x, NONE, terms, size, max, false);
    rowScale(x, NONE, terms, y, size, max, sum, 0, false);
  }
}

/** y (dy - sum dy y). */
export function softmaxGrad(x: usize, dy: usize, y: usize, n: usize, size: usize, terms: usize): void {
  for (; n > 0; n -= size, x += 4 * size, dy += 4 * size, y += 4 * size) {
    const max = rowMax(x, size);
    const sum = rowSum(x, NONE, terms, size, max, false);
    const dot = terms == NO_TERMS ? rowSum(x, dy, NO_TERMS, size, max, false) : rowDot(terms, dy, size);
    rowScale(x, dy, terms, y, size, max, sum, dot / sum, false);
  }
}
