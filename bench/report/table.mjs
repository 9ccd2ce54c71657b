/** Figures as text: the same Markdown tables on the terminal and in README. */

/**
 * @param {readonly string[]} header
 * @param {readonly (readonly string[])[]} rows the first column to the left, the others to the right
 */
export function markdownTable(header, rows) {
  const widths = header.map((_, i) => Math.max(3, ...[header, ...rows].map((row) => row[i].length)));
  const line = (/** @type {readonly string[]} */ row) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}

/** @param {number} n */
export const integer = (n) => n.toLocaleString('en-US');

/** Two digits that mean something, three from 10 on. @param {number} value */
export function digits(value) {
  if (value >= 100) return integer(Math.round(value));
  if (value >= 10) return value.toFixed(1);
  return value >= 0.095 ? value.toFixed(2) : value.toPrecision(1);
}

/**
 * Billion elements a second. @param {number} size @param {import('../timing/measure.mjs').Timing} timing
 */
export const throughput = (size, timing) => size / timing.median;

/**
 * How many times as fast as `reference`. @param {import('../timing/measure.mjs').Timing} timing
 * @param {import('../timing/measure.mjs').Timing} reference
 */
export const ratio = (timing, reference) => reference.median / timing.median;

/** Half the distance between the quartiles, in percent of the median. @param {import('../timing/measure.mjs').Timing} timing */
export const spread = ({ median, p25, p75 }) => Math.round((50 * (p75 - p25)) / median);
