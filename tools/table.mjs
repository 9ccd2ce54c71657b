/**
 * A Markdown table whose columns are aligned. The first column is aligned to the left.
 * @param {readonly string[]} header
 * @param {readonly (readonly string[])[]} rows
 * @param {'left' | 'right'} others how the other columns are aligned: figures to the right
 */
export function alignedTable(header, rows, others = 'left') {
  const widths = header.map((_, i) => Math.max(3, ...[header, ...rows].map((row) => row[i].length)));
  const isRight = (/** @type {number} */ i) => i > 0 && others === 'right';
  const line = (/** @type {readonly string[]} */ row) =>
    `| ${row.map((cell, i) => (isRight(i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join(' | ')} |`;
  const rule = widths.map((width, i) => (isRight(i) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [header, rule, ...rows].map(line).join('\n');
}
