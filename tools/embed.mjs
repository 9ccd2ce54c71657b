// Puts the compiled kernels where src/ imports them: those of each function in a module of their own, so that a bundler takes along
// what is used and no more. They are text that src/engine/decode.ts reads. Such text
// needs no decoder that some hosts lack (atob), and it spells a byte always alike, so that gzip finds the repeated instructions again.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import binaryen from 'binaryen';
import { spelled } from './spell.mjs';

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

/** The binary with these exports and what they need. @param {readonly string[]} kept */
function cut(kept) {
  const module = binaryen.readBinary(wasm);
  module.setFeatures(binaryen.Features.SIMD128);
  for (const { name } of exported) if (!kept.includes(name)) module.removeExport(name);
  module.runPasses(['remove-unused-module-elements']);
  const binary = module.emitBinary();
  module.dispose();
  return binary;
}

rmSync('src/generated/kernels', { recursive: true, force: true });
mkdirSync('src/generated/kernels', { recursive: true });
for (const [name, kept] of modules) {
  if (kept.length === 0) continue;
  writeFileSync(
    `src/generated/kernels/${name}.ts`,
    `export const kernels =\n  ${JSON.stringify(spelled(cut(kept)))};\n`,
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

/** The modules of all functions, and of what their arrays are converted by. */
export const allKernels = (): string[] => [${kernelModules.join(', ')}];
`,
);
