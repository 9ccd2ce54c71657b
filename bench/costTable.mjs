import { digits, markdownTable, whole } from './table.mjs';

/**
 * @typedef {object} Cost
 * @property {string} name
 * @property {import('./measure.mjs').Timing} firstResultMs
 * @property {number} [minified]
 * @property {number} [gzip]
 * @property {number} [binary]
 */

/** @param {number} bytes */
const kilobytes = (bytes) => `${bytes < 100_000 ? (bytes / 1000).toFixed(1) : whole(Math.round(bytes / 1000))} kB`;

/**
 * @param {readonly [Cost, ...Cost[]] | readonly Cost[]} imports the first is the empty process, the second this package
 * @param {number} kernels bytes of this package's own binary, which is inside its JavaScript
 */
export function costTable(imports, kernels) {
  const [empty, ...rest] = imports;
  const rows = rest.map(({ name, minified, gzip, binary, firstResultMs }, i) => [
    name,
    minified === undefined ? '–' : kilobytes(minified),
    gzip === undefined ? '–' : kilobytes(gzip),
    i === 0 ? `${kilobytes(kernels)}, inside` : binary === undefined ? 'none' : kilobytes(binary),
    `${digits(firstResultMs.median - empty.firstResultMs.median)} ms`,
  ]);
  const start = `import to first result, over an empty Node process (${digits(empty.firstResultMs.median)} ms)`;
  return markdownTable(['', 'JavaScript, minified', 'and gzipped', 'binary besides', start], rows);
}
