/**
 * Lines of right-aligned columns; the first column is left-aligned. (console.table quotes strings and aligns nothing.)
 *
 * @param {readonly (readonly (string | number)[])[]} rows
 */
export function table(rows) {
  const cells = rows.map((row) => row.map(String));
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return cells
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '))
    .join('\n');
}
