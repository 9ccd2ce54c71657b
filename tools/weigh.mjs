/** What an import costs in bytes, as a web page would load it: bundled, minified, compressed. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { rolldown } from 'rolldown';

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

/** The same by Rolldown, which Vite bundles with, gzipped. @param {string} source @param {string} resolveDir */
export async function weighByRolldown(source, resolveDir) {
  const entry = join(resolveDir, 'weighed.mjs');
  const bundle = await rolldown({
    input: entry,
    platform: 'browser',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? source : null),
      },
    ],
  });
  const { output } = await bundle.generate({ minify: true });
  return gzipSync(output[0].code, { level: 9 }).length;
}
