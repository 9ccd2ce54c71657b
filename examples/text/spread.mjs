/**
 * The quartiles of some values.
 *
 * @param {readonly number[]} values
 */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(share * (sorted.length - 1))]);
  return { low, median, high };
}

/**
 * The median, and in brackets the other quartiles.
 *
 * @param {readonly number[]} values
 */
export function showSpread(values) {
  const { low, median, high } = spread(values);
  return `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}
