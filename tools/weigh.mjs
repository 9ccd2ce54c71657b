/** What an import costs in bytes, as a web page would load it: bundled, minified, compressed. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build, transform } from 'esbuild';
import { rolldown } from 'rolldown';
import { rollup } from 'rollup';

/**
 * @param {string} source a module that imports what is weighed, and exports it, so that nothing is shaken out
 * @param {string} resolveDir where its imports are looked up
 */
export async function weigh(source, resolveDir) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    // What a package asks of Node only behind a test for Node.
    external: ['node:*', 'module', 'worker_threads', 'perf_hooks', 'os', 'fs', 'path', 'util', 'crypto'],
    write: false,
    logLevel: 'error',
  });
  const { contents } = outputFiles[0];
  return { minified: contents.length, gzip: gzipSync(contents, { level: 9 }).length };
}

/** A bundle's entry that is no file. @param {string} entry its path, by which imports are looked up @param {string} source */
const virtual = (entry, source) => ({
  name: 'entry',
  resolveId: (/** @type {string} */ id) => (id === entry ? id : null),
  load: (/** @type {string} */ id) => (id === entry ? source : null),
});

/** The same by Rolldown, which Vite bundles with, gzipped. @param {string} source @param {string} resolveDir */
export async function weighByRolldown(source, resolveDir) {
  const input = join(resolveDir, 'weighed.mjs');
  const bundle = await rolldown({ input, platform: 'browser', plugins: [virtual(input, source)] });
  const { output } = await bundle.generate({ minify: true });
  return gzipSync(output[0].code, { level: 9 }).length;
}

/** The same by Rollup, minified by esbuild, gzipped. @param {string} source @param {string} resolveDir */
export async function weighByRollup(source, resolveDir) {
  const input = join(resolveDir, 'weighed.mjs');
  const bundle = await rollup({ input, plugins: [virtual(input, source), nodeResolve({ browser: true })] });
  const { output } = await bundle.generate({ format: 'es' });
  const { code } = await transform(output[0].code, { minify: true });
  return gzipSync(code, { level: 9 }).length;
}
