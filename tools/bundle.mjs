// The package's JavaScript in dist/, from src/: ES modules that share chunks, the same as CommonJS, and the main entry as one
// minified file that stands alone. There are no source maps: the ES modules are src/ without its types and comments, as one
// reads it, and a map would be larger than the code. CommonJS, for tools that cannot load ES modules, is minified.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { build, transform } from 'esbuild';
import { withConstants } from './constants.mjs';

const DIST = 'dist';
const COMMON = /** @type {const} */ ({ bundle: true, target: 'es2022', logLevel: 'warning' });

/** What is imported, as ES modules and as CommonJS. */
const ENTRIES = { index: 'src/index.ts', parallel: 'src/parallel/index.ts', tfjs: 'src/tfjs/index.ts' };
/** What has one form alone: Cloudflare's runtime knows ES modules, and the command is started by its path. */
const MODULES = {
  workerd: 'src/workerd.ts',
  'cli/main': 'src/cli/main.ts',
  'cli/verifyWorker': 'src/cli/verifyWorker.ts',
};

rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST);

const { outputFiles, metafile } = await build({
  ...COMMON,
  entryPoints: { ...ENTRIES, ...MODULES },
  outdir: DIST,
  format: 'esm',
  platform: 'neutral',
  splitting: true,
  chunkNames: 'shared-[hash]',
  external: ['node:*', '*.wasm'],
  metafile: true,
  write: false,
});

/** The code of each file by its path. */
const codeOf = new Map(outputFiles.map(({ path, text }) => [relative('.', path), withConstants(text)]));
for (const [path, text] of codeOf) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The entries that have a CommonJS form, and the chunks that they import. */
const shared = new Set(Object.keys(ENTRIES).map((name) => `${DIST}/${name}.js`));
for (const path of shared) for (const { path: imported } of metafile.outputs[path].imports) shared.add(imported);
for (const path of shared) {
  const { code } = await transform(codeOf.get(path) ?? '', {
    format: 'cjs',
    platform: 'node',
    minify: true,
    target: COMMON.target,
    // There is no `import.meta.url`, by which browsers would load the workers' file if their text is forbidden.
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const renamed = code.replace(/require\("(\.\/[^"]+)\.js"\)/g, 'require("$1.cjs")');
  writeFileSync(path.replace(/\.js$/, '.cjs'), renamed);
}

/** One minified file. @param {string} entry @param {'esm' | 'iife'} format @param {string} outfile */
async function minified(entry, format, outfile) {
  const bundle = await build({ ...COMMON, entryPoints: [entry], format: 'esm', write: false });
  const { code } = await transform(withConstants(bundle.outputFiles[0].text), {
    format,
    minify: true,
    target: COMMON.target,
  });
  writeFileSync(outfile, code);
}
await minified('src/index.ts', 'esm', `${DIST}/wasm-activations.min.js`);
await minified('src/parallel/worker.ts', 'iife', `${DIST}/worker.js`);

copyFileSync('build/release.wasm', `${DIST}/kernels.wasm`);
copyFileSync('node_modules/assemblyscript/LICENSE', `${DIST}/LICENSE-assemblyscript-loader`);
