import { alignedTable } from '../../tools/table.mjs';
import { digits, integer, times } from './figures.mjs';

/**
 * @typedef {object} Cost
 * @property {string} name
 * @property {import('../timing/measure.mjs').Timing} firstResultMs
 * @property {number} [minified]
 * @property {number} [gzip]
 * @property {number} [binary] bytes of a binary that is loaded besides
 * @property {number} [inside] bytes of one that is inside the JavaScript
 */

/**
 * @typedef {object} Version
 * @property {string} name
 * @property {number} unpackedSize
 * @property {number} files
 * @property {{ imported: string, esbuild: number, rollup: number, vite: number }[]} bundles
 */

/** @param {number} bytes */
const size = (bytes) => (bytes < 1e6 ? `${digits(bytes / 1e3)} kB` : `${digits(bytes / 1e6)} MB`);

/** @param {readonly Cost[]} imports the first is the empty process */
export function costTable(imports) {
  const [empty, ...rest] = imports;
  const rows = rest.map(({ name, minified, gzip, binary, inside, firstResultMs }) => [
    name,
    minified === undefined ? '–' : size(minified),
    gzip === undefined ? '–' : size(gzip),
    inside === undefined ? (binary === undefined ? 'none' : size(binary)) : `${size(inside)}, inside`,
    `${digits(firstResultMs.median - empty.firstResultMs.median)} ms`,
  ]);
  const start = `import to first result, over an empty Node process (${digits(empty.firstResultMs.median)} ms)`;
  return alignedTable(['', 'JavaScript, minified', 'and gzipped', 'binary besides', start], rows, 'right');
}

/**
 * This version and an earlier one: what a page loads that imports one function or all, minified and gzipped, and the package's files.
 * @param {readonly Version[]} versions @param {import('../timing/measure.mjs').Timing} ratio of the times to the first result
 */
export function versionsTable(versions, ratio) {
  const [now, before] = versions;
  const rows = now.bundles.flatMap(({ imported }, i) =>
    /** @type {const} */ (['esbuild', 'rollup', 'vite']).map((bundler) => [
      `import ${imported}, ${{ esbuild: 'esbuild', rollup: 'Rollup', vite: 'Vite' }[bundler]}, bytes`,
      ...versions.map(({ bundles }) => integer(bundles[i][bundler])),
    ]),
  );
  rows.push(['the package unpacked, bytes', integer(now.unpackedSize), integer(before.unpackedSize)]);
  rows.push(['its files', integer(now.files), integer(before.files)]);
  rows.push(['import to first result, over an empty process, in turn', times(ratio.median), '1']);
  return alignedTable(['', now.name, before.name], rows, 'right');
}
