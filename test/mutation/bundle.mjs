// The tests that concern a mutated file as one program, in which the sources are those of src/, with their mutants.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** @typedef {readonly { file: string, only: RegExp }[]} Files Test files, and which of their tests are run. */

/** What a bundle runs: see runner.mjs, which starts it. @param {Files} files */
const program = (files) => `
import { loadAll, run, shareBeforeAll } from 'vitest';

const files = {
${files.map(({ file, only }) => `  '${file}': { load: () => import('${resolve(file)}'), only: ${only} },`).join('\n')}
};
const stryker = (globalThis.__stryker__ ??= {});
const exit = process.exit.bind(process);
let at;
let fail;

/** Runs tests with a mutant, or without. */
async function tried({ mutant, chosen, hitLimit }) {
  Object.assign(stryker, { activeMutant: mutant, hitLimit, hitCount: hitLimit && 0 });
  if (mutant === undefined) delete process.env.__STRYKER_ACTIVE_MUTANT__;
  else process.env.__STRYKER_ACTIVE_MUTANT__ = mutant; // for threads and other processes
  const tests = [];
  const begin = (id) => {
    at = id;
  };
  const count = (id) => {
    stryker.currentTestId = id;
  };
  const report = (id, ms, message) => {
    stryker.currentTestId = undefined;
    tests.push({ id, ms, message });
  };
  const lost = new Promise((resolve) => {
    fail = (error) => resolve(tests.push({ id: at, ms: 0, message: String(error) }));
  });
  await Promise.race([run(files, chosen, begin, count, report).catch(fail), lost]);
  return tests;
}

process.on('uncaughtException', (error) => fail(error));
process.on('unhandledRejection', (error) => fail(error));
process.on('disconnect', () => exit());
process.on('message', async (wanted) => {
  if (wanted.isLoading) {
    await loadAll(files);
    process.send({});
    return;
  }
  const tests = await tried(wanted);
  // What a mutant left behind must not fail the tests of the next.
  const failed = tests.filter(({ message }) => message !== undefined).map(({ id }) => id);
  const isDry = wanted.mutant === undefined && stryker.mutantCoverage !== undefined;
  if (isDry) shareBeforeAll(stryker.mutantCoverage.perTest, tests.map(({ id }) => id));
  const isSound = wanted.mutant === undefined || failed.length === 0 || (await tried({ chosen: failed })).every(({ message }) => message === undefined);
  process.send({ tests, isSound, coverage: wanted.mutant === undefined ? stryker.mutantCoverage : undefined });
});
`;

const standIn = new URL('./vitest.mjs', import.meta.url).pathname;

/** @type {import('esbuild').Plugin} */
const sources = {
  name: 'sources',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vitest$/ }, () => ({ path: standIn }));
    // The built package, and what is built for its threads, have no mutants.
    onResolve({ filter: /^wasm-activations\/parallel$/ }, () => ({ path: resolve('src/parallel/index.ts') }));
    onResolve({ filter: /build\/modules\/.*\.js$/ }, ({ path, resolveDir }) => ({
      path: join(resolve('src'), relative(resolve('build/modules'), resolve(resolveDir, path))).replace(/\.js$/, '.ts'),
    }));
    onLoad({ filter: /src\/generated\/worker\.ts$/ }, async () => ({
      contents: `export const workerText = ${JSON.stringify(await worker())};`,
    }));
    // Files are found beside the module that looks for them.
    onLoad({ filter: /\.m?[jt]s$/ }, ({ path }) => {
      if (path.includes('node_modules')) return undefined;
      const text = readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
      return { contents: text, loader: path.endsWith('ts') ? 'ts' : 'js', resolveDir: dirname(path) };
    });
  },
};

/** @satisfies {import('esbuild').BuildOptions} */
const COMMON = {
  bundle: true,
  platform: /** @type {const} */ ('node'),
  target: 'es2022',
  logLevel: /** @type {const} */ ('error'),
  plugins: [sources],
  external: ['@tensorflow/*', 'assemblyscript/binaryen', 'esbuild', 'typescript'],
};

/** esbuild takes the directory in which it was loaded for the working one, which here is another: the sources there have no mutants. */
const inHere = () => ({ ...COMMON, absWorkingDir: process.cwd() });

/** The script of the worker threads, with mutants too. */
async function worker() {
  const { outputFiles } = await build({
    ...inHere(),
    entryPoints: ['src/parallel/worker.ts'],
    format: 'iife',
    write: false,
  });
  return outputFiles[0].text;
}

/** Writes the program that runs these test files. @param {Files} files @param {string} outfile */
export async function bundle(files, outfile) {
  await build({
    ...inHere(),
    stdin: { contents: program(files), resolveDir: process.cwd(), sourcefile: 'program.mjs' },
    format: 'esm',
    outfile,
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  });
}

/** Puts the command with mutants where the tests start it. */
export async function bundleCommand() {
  await build({
    ...inHere(),
    entryPoints: { main: 'src/cli/main.ts', verifyWorker: 'src/cli/verifyWorker.ts' },
    outdir: 'dist/cli',
    format: 'esm',
    plugins: [],
  });
}
