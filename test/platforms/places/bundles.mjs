import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyProgram, tool } from './install.mjs';
import { run } from './processes.mjs';

/**
 * A bundler, with the arguments that make it turn src/index.js into dist/main.js; none of them has a configuration file.
 * Vite and Parcel start from index.html, and write another.
 */
export const VITE = { name: 'Vite', package: 'vite', bin: 'bin/vite.js', args: ['build'] };
export const WEBPACK = { name: 'webpack', package: 'webpack', bin: 'bin/webpack.js', args: ['--mode', 'production'] };
export const ROLLUP = {
  name: 'Rollup',
  package: 'rollup',
  bin: 'dist/bin/rollup',
  args: ['src/index.js', '--plugin', '@rollup/plugin-node-resolve', '--file', 'dist/main.js'],
};
export const ESBUILD = {
  name: 'esbuild',
  package: 'esbuild',
  bin: 'bin/esbuild',
  args: ['src/index.js', '--bundle', '--outfile=dist/main.js'],
};

export const PARCEL = {
  name: 'Parcel',
  package: 'parcel',
  bin: 'lib/bin.js',
  args: ['build', 'index.html', '--dist-dir', 'dist', '--no-cache', '--no-autoinstall', '--no-source-maps'],
};

/** @param {string} script */
const page = (script) => `<!doctype html><title>A place</title><script type="module" src="${script}"></script>\n`;

/**
 * Bundles a host and gives the directory to serve, or to run.
 *
 * @param {string} app where the package is installed
 * @param {string} name of a directory in it
 * @param {{ bundler: typeof VITE, host: string, options?: readonly string[], script?: string }} bundle `script`: the
 *   page's own, where the bundle is not
 */
export async function bundle(app, name, { bundler, host, options = [], script }) {
  const directory = join(app, name);
  const src = copyProgram(join(directory, 'src'));
  cpSync(join(src, host), join(src, 'index.js'));
  writeFileSync(join(directory, 'index.html'), page(bundler === PARCEL ? 'src/index.js' : '/src/index.js'));

  const bin = join(tool(bundler.package).directory, bundler.bin);
  await run(process.execPath, [bin, ...bundler.args, ...options], { cwd: directory });

  const dist = join(directory, 'dist');
  if (script !== undefined) cpSync(join(src, script), join(dist, script));
  if (bundler !== VITE && bundler !== PARCEL) writeFileSync(join(dist, 'index.html'), page(script ?? 'main.js'));
  return dist;
}
