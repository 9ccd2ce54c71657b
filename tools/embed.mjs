// Puts the compiled kernels where src/ imports them: those of each function in a module of their own, so that a bundler takes along
// what is used and no more. They are text that src/engine/decode.ts reads.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import binaryen from 'binaryen';
import { spelled, tableOf } from './spell.mjs';

const wasm = readFileSync('build/release.wasm');
const exported = WebAssembly.Module.exports(new WebAssembly.Module(wasm));
const functions = new Set(exported.filter(({ kind }) => kind === 'function').map(({ name }) => name));
/** The functions that each module of assembly/ exports. @type {[name: string, functions: string[]][]} */
const modules = Array.from(
  readFileSync('assembly/index.ts', 'utf8').matchAll(/^export \{ (.+) \} from ".*\/(\w+)";$/gm),
  ([, names, name]) => [name, names.split(', ').filter((other) => functions.has(other))],
);
/** Modules that have no kernels. */
const HELPERS = ['float16', 'half'];
const helpers = modules.filter(([name]) => HELPERS.includes(name)).flatMap(([, names]) => names);
const names = [...functions].filter((name) => !helpers.includes(name));

/**
 * The binary with these exports and what they need. In the names of the exports the name of the module that they are of is left out, since
 * letters weigh more than code: reluGrad is Grad, and relu has no name.
 * @param {string} of @param {readonly string[]} kept
 */
function cut(of, kept) {
  const module = binaryen.readBinary(wasm);
  module.setFeatures(binaryen.Features.SIMD128);
  for (const { name } of exported) {
    const { value } = binaryen.getExportInfo(module.getExport(name));
    module.removeExport(name);
    if (kept.includes(name)) module.addFunctionExport(value, name.replace(new RegExp(`^${of}`), ''));
  }
  module.runPasses(['remove-unused-module-elements']);
  const binary = module.emitBinary();
  module.dispose();
  return binary;
}

const binaries = new Map(modules.filter(([, kept]) => kept.length > 0).map(([name, kept]) => [name, cut(name, kept)]));
const table = tableOf([...binaries.values()]);

rmSync('src/generated/kernels', { recursive: true, force: true });
mkdirSync('src/generated/kernels', { recursive: true });
writeFileSync('src/generated/table.ts', `export const table = '${Buffer.from(table).toString('hex')}';\n`);
for (const [name, binary] of binaries) {
  writeFileSync(
    `src/generated/kernels/${name}.ts`,
    `export const kernels =\n  ${JSON.stringify(spelled(binary, table))};\n`,
  );
}
writeFileSync(
  'src/generated/kernels.ts',
  `export type KernelName = ${names.map((name) => `'${name}'`).join(' | ')};
export const kernelNames = '${names.join(' ')}'.split(' ') as KernelName[];
`,
);
const kernelModules = modules.filter(([name, kept]) => kept.length > 0 && name !== 'half').map(([name]) => name);
writeFileSync(
  'src/generated/allKernels.ts',
  `${kernelModules.map((name) => `import { kernels as ${name} } from './kernels/${name}.js';`).join('\n')}

/** The modules of all functions, and of what their arrays are converted by, by their names. */
export const allKernels = (): Record<string, string> => ({ ${kernelModules.join(', ')} });
`,
);
