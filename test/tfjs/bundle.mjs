// TensorFlow.js registers gradients, and has its own tests, in ES modules that Node does not load as they are (no
// extensions, no "type"): esbuild makes one CommonJS file of what is asked for.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const wasmPaths = fileURLToPath(
  new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url),
);

/**
 * TensorFlow.js sets the time limit of its specs through a file that jasmine-core no longer exports.
 * @type {import('esbuild').Plugin}
 */
const jasmine = {
  name: 'jasmine',
  setup(build) {
    build.onResolve({ filter: /^jasmine-core\// }, ({ path }) => ({ path, namespace: 'jasmine' }));
    build.onLoad({ filter: /./, namespace: 'jasmine' }, () => ({ contents: 'exports.core = () => jasmine;' }));
  },
};

/**
 * Loads an ES module, given as text that may import any installed package.
 * @param {string} contents
 * @returns {Promise<any>}
 */
export async function load(contents) {
  const directory = mkdtempSync(join(tmpdir(), 'wasm-activations-tfjs-'));
  const outfile = join(directory, 'bundle.cjs');
  try {
    await build({
      stdin: { contents, resolveDir: root },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      ignoreAnnotations: true, // its files of specs are declared free of side effects, and would be left out
      plugins: [jasmine],
      outfile,
    });
    return createRequire(outfile)(outfile);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** TensorFlow.js with every gradient and both backends registered. */
export const tensorFlow = `
  import '@tensorflow/tfjs-core/dist/register_all_gradients';
  import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
  import '@tensorflow/tfjs-backend-cpu';
  setWasmPaths(${JSON.stringify(wasmPaths)});
  export * as tf from '@tensorflow/tfjs-core';
`;
