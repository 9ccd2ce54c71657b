/** Modules in TypeScript, for programs on a Node that does not read it. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The exports of a TypeScript module, with all that it imports.
 * @param {URL} file @returns {Promise<any>}
 */
export async function importTypeScript(file) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(file)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'error',
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}
