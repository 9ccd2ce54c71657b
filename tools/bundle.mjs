// The package's JavaScript in dist/, from src/: ES modules that share chunks, the same as CommonJS, and the main entry as one
// minified file that stands alone. There are no source maps, which would be larger than the code: the ES modules keep the names of
// src/ at the top of a module, so that stack traces and profiles name its functions, and have short ones inside functions alone. CommonJS,
// for tools that cannot load ES modules, is minified in full.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { minifySync } from 'rolldown/utils';
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

/** The text of one function's kernels, in whichever quotes esbuild chose. */
const KERNELS = /^(?:const|var) kernels\d* = (["'`].*["'`]);\n/gm;

/** All pieces of eight characters. @param {string} text */
const pieces = (text) => new Set(Array.from(text, (_, i) => text.slice(i, i + 8)));

/** Of orders of texts the one that gzip makes shortest. @param {readonly (readonly string[])[]} orders */
function shortest(orders) {
  const weighed = orders.map((order) => ({ order, bytes: gzipSync(order.join(''), { level: 9 }).length }));
  return weighed.reduce((best, one) => (one.bytes < best.bytes ? one : best)).order;
}

/**
 * The texts in an order in which each follows one with which it has much in common. There is such an order for each text that may be the
 * first; the shortest of them gets shorter by 80 bytes where each text is moved once to its best place.
 * @param {readonly string[]} texts
 */
function chained(texts) {
  if (texts.length === 0) return texts;
  const sets = texts.map(pieces);
  const common = sets.map((own) =>
    sets.map((other) => {
      const count = [...own].filter((piece) => other.has(piece)).length;
      return count / own.size + count / other.size;
    }),
  );
  const chains = texts.map((_, first) => {
    const chain = [first];
    const left = new Set(texts.keys());
    for (let last = first; left.delete(last) && left.size > 0; chain.push(last)) {
      last = [...left].reduce((best, next) => (common[last][next] > common[last][best] ? next : best));
    }
    return chain.map((i) => texts[i]);
  });
  return texts.reduce((order, text) => {
    const others = order.filter((other) => other !== text);
    return shortest([order, ...order.map((_, i) => [...others.slice(0, i), text, ...others.slice(i)])]);
  }, shortest(chains));
}

/**
 * A bundle whose texts of kernels stand together, those that are alike side by side: apart from each other they are out of gzip's
 * reach, and all of them weigh 3 kB more. They are variables, since Rolldown moves a constant to the place where it is used.
 * @param {string} text
 */
function gathered(text) {
  const kernels = chained(text.match(KERNELS) ?? []).map((line) => line.replace(/^const/, 'var'));
  const rest = text.replace(KERNELS, '');
  const [imports] = /** @type {RegExpExecArray} */ (/^(?:import \{[^}]*\} from ".*";\n|\/\/.*\n)*/.exec(rest));
  return imports + kernels.join('') + rest.slice(imports.length);
}

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

/** The mark of a call that a bundler may leave out if nothing uses its result. */
const PURE = '/* @__PURE__ */ ';
/** It takes the mark's place, which would be dropped with all comments: operators that no source has, and that no minifier drops. */
const STAND_IN = '~~';
const STAND_INS = new RegExp(`${STAND_IN} ?`, 'g');

/** A module in fewer characters, with the names at its top and all marks of pure calls. @param {string} text */
async function condensed(text) {
  if (text.includes(STAND_IN)) throw new Error(`src/ has ${STAND_IN}`);
  const { code: marked } = await transform(text, { minifySyntax: true, target: COMMON.target });
  const { code } = minifySync('', marked.replaceAll(PURE, `${STAND_IN} `), {
    module: true,
    compress: { target: COMMON.target },
    mangle: { toplevel: false },
    codegen: { removeWhitespace: true },
  });
  return code.replace(STAND_INS, PURE);
}

/** The files as esbuild made them, by their paths. */
const made = new Map(outputFiles.map(({ path, text }) => [relative('.', path), text]));

/** The chunks that the main entry imports are one file, since Node finds, reads and links each file on its own. */
const SHARED = 'shared.js';
const parts = metafile.outputs[`${DIST}/index.js`].imports.map(({ path }) => path);
const joined = await build({
  ...COMMON,
  stdin: { contents: parts.map((path) => `export * from '${path}';`).join('\n'), resolveDir: '.' },
  format: 'esm',
  write: false,
  plugins: [
    {
      name: 'files not yet written',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /shared-/ }, ({ path }) => ({ path: `${DIST}/${basename(path)}`, namespace: 'made' }));
        onLoad({ filter: /./, namespace: 'made' }, ({ path }) => ({ contents: made.get(path) ?? '' }));
      },
    },
  ],
});

/** A file's code with the joined chunk in place of its parts. @param {string} text */
const withJoined = (text) => parts.reduce((code, path) => code.replace(`/${basename(path)}"`, `/${SHARED}"`), text);

/** The code of each file by its path. */
const codeOf = new Map(
  [...made, [`${DIST}/${SHARED}`, joined.outputFiles[0].text]]
    .filter(([path]) => !parts.includes(path))
    .map(([path, text]) => [path, gathered(withConstants(withJoined(text)))]),
);
for (const [path, text] of codeOf) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await condensed(text));
}

/** The entries that have a CommonJS form, and the chunks that they import. */
for (const path of [...Object.keys(ENTRIES).map((name) => `${DIST}/${name}.js`), `${DIST}/${SHARED}`]) {
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
  const { code } = await transform(gathered(withConstants(bundle.outputFiles[0].text)), {
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
