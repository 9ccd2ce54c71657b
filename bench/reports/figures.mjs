/** Figures as text, the same on the terminal and in the docs. */

/** @param {number} n */
export const integer = (n) => n.toLocaleString('en-US');

/** Two digits that mean something, three from 10 on. @param {number} value */
export function digits(value) {
  if (value >= 100) return integer(Math.round(value));
  if (value >= 10) return value.toFixed(1);
  return value >= 0.095 ? value.toFixed(2) : value.toPrecision(1);
}

/** @param {readonly number[]} values */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** A ratio of two speeds. @param {number} ratio */
export const times = (ratio) => `${digits(ratio)}x`;

/** Billion elements a second. @param {number} size @param {import('../timing/measure.mjs').Timing} timing */
export const throughput = (size, timing) => size / timing.median;

/**
 * How many times as fast as `reference`.
 * @param {import('../timing/measure.mjs').Timing} timing @param {import('../timing/measure.mjs').Timing} reference
 */
export const ratio = (timing, reference) => reference.median / timing.median;

/** Half the distance between the quartiles, in percent of the median. @param {import('../timing/measure.mjs').Timing} timing */
export const spread = ({ median, p25, p75 }) => Math.round((50 * (p75 - p25)) / median);
