import { NONE } from "./none";
import { rowMax, rowScale, rowSum } from "./rows";

/** softmax(x) = e^(x - max) / sum e^(x - max), of each `size` elements. */
export function softmax(x: usize, y: usize, n: usize, size: usize): void {
  for (; n > 0; n -= size, x += 4 * size, y += 4 * size) {
    const max = rowMax(x, size);
    const sum = rowSum(x, NONE, size, max, false);
    rowScale(x, NONE, y, size, max, sum, 1, false);
  }
}

/** y (dy - sum dy y). */
export function softmaxGrad(x: usize, dy: usize, y: usize, n: usize, size: usize): void {
  for (; n > 0; n -= size, x += 4 * size, dy += 4 * size, y += 4 * size) {
    const max = rowMax(x, size);
    const sum = rowSum(x, NONE, size, max, false);
    const dot = rowSum(x, dy, size, max, false) / sum;
    rowScale(x, dy, y, size, max, sum, dot, false);
  }
}
