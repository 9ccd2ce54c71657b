import { alignedTable } from '../../tools/table.mjs';
import { digits } from './figures.mjs';

/**
 * @typedef {object} Cost
 * @property {string} name
 * @property {import('../timing/measure.mjs').Timing} firstResultMs
 * @property {number} [minified]
 * @property {number} [gzip]
 * @property {number} [binary]
 */

/** @param {number} bytes */
const size = (bytes) => (bytes < 1e6 ? `${digits(bytes / 1e3)} kB` : `${digits(bytes / 1e6)} MB`);

/**
 * @param {readonly Cost[]} imports the first is the empty process, the second this package
 * @param {number} kernels bytes of this package's own binary, which is inside its JavaScript
 */
export function costTable(imports, kernels) {
  const [empty, ...rest] = imports;
  const rows = rest.map(({ name, minified, gzip, binary, firstResultMs }, i) => [
    name,
    minified === undefined ? '–' : size(minified),
    gzip === undefined ? '–' : size(gzip),
    i === 0 ? `${size(kernels)}, inside` : binary === undefined ? 'none' : size(binary),
    `${digits(firstResultMs.median - empty.firstResultMs.median)} ms`,
  ]);
  const start = `import to first result, over an empty Node process (${digits(empty.firstResultMs.median)} ms)`;
  return alignedTable(['', 'JavaScript, minified', 'and gzipped', 'binary besides', start], rows, 'right');
}
