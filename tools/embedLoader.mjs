// Puts @assemblyscript/loader inside a function. The loader runs code when it is imported, which some hosts refuse
// (`new TextDecoder('utf-16le')`, `Object.hasOwn = …`); inside a function it runs when src/engine/loader.ts asks for it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('node_modules/@assemblyscript/loader/package.json', 'utf8'));
const { outputFiles } = await build({
  stdin: { contents: "export { instantiateSync } from '@assemblyscript/loader';", resolveDir: '.' },
  bundle: true,
  minifySyntax: true,
  format: 'esm',
  target: 'es2022',
  write: false,
  // The kernels take and return no 64-bit integers: what the loader has for them is left out.
  define: { BigUint64Array: 'undefined' },
});
const code = outputFiles[0].text.replace(/export \{\s*instantiateSync\s*\};\s*$/, 'return { instantiateSync };');

mkdirSync('src/generated', { recursive: true });
writeFileSync(
  'src/generated/loader.ts',
  `// @ts-nocheck: JavaScript
/** The part of @assemblyscript/loader that is used here. */
interface Loader {
  instantiateSync(module: WebAssembly.Module, imports: WebAssembly.Imports): { readonly instance: WebAssembly.Instance };
}

/** Runs @assemblyscript/loader, which throws in some hosts. */
export function runLoader(): Loader {
  // @assemblyscript/loader ${version}, under the license in dist/LICENSE-assemblyscript-loader
${code}
}
`,
);
