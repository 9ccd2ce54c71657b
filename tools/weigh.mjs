/** What an import costs in bytes, as a web page would load it: bundled, minified, compressed. */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

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
