/**
 * How many elements in a row share a slope, where alpha, broadcast to x's shape, is one slope for each channel, in turn;
 * undefined where it is something else. From the right: dimensions of 1 are within a channel, then x's own are the channels, and
 * what is left has to be 1 or missing. A single slope is that of all elements, which is faster than that of one at a time.
 */
export function innerOf(x: readonly number[], alpha: readonly number[]): number | undefined {
  const offset = x.length - alpha.length;
  if (offset < 0) return undefined; // the result has more dimensions than x
  let i = alpha.length - 1;
  let inner = 1;
  for (; i >= 0 && alpha[i] === 1; i--) inner *= x[i + offset];
  if (i < 0) return x.reduce((size, n) => size * n, 1) || 1;
  for (; i >= 0 && alpha[i] === x[i + offset]; i--);
  for (; i >= 0 && alpha[i] === 1; i--);
  return i < 0 ? inner : undefined;
}
