// Puts @assemblyscript/loader inside a function. The loader runs code when it is imported, which some hosts refuse
// (`new TextDecoder('utf-16le')`, `Object.hasOwn = …`); inside a function it runs when src/engine/loader.ts asks for it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** Makes exports that wrap the kernels' own, which nothing here calls: with it half of the loader is left out. */
const WRAPPING =
  /\n\s*const exports = postInstantiate\(extended, instance\);\n\s*return \{ module, instance, exports \};/;

/** @type {import('esbuild').Plugin} */
const withoutWrapping = {
  name: 'without wrapping',
  setup({ onLoad }) {
    onLoad({ filter: /@assemblyscript.loader.index\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      // `instantiate` ends likewise; `instantiateSync` is what is used.
      const at = source.indexOf('export function instantiateSync(');
      const used = source.slice(at);
      if (at < 0 || !WRAPPING.test(used)) throw new Error(`${path}: another instantiateSync than expected`);
      return { contents: source.slice(0, at) + used.replace(WRAPPING, '\n  return { module, instance };') };
    });
  },
};

const { version } = JSON.parse(readFileSync('node_modules/@assemblyscript/loader/package.json', 'utf8'));
const { outputFiles } = await build({
  stdin: { contents: "export { instantiateSync } from '@assemblyscript/loader';", resolveDir: '.' },
  bundle: true,
  minifySyntax: true,
  format: 'esm',
  target: 'es2022',
  write: false,
  plugins: [withoutWrapping],
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
  // @assemblyscript/loader ${version} without what wraps exports, under the license in dist/LICENSE-assemblyscript-loader
${code}
}
`,
);
