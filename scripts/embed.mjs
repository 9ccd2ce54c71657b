// Puts the compiled kernels where the package finds them: as a module to import, and as the raw binary to export.
// Hexadecimal, not base64: it needs no decoder that some hosts lack (atob), and bytes stay aligned, so that gzip
// finds the repeated instructions again.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const wasm = readFileSync('build/release.wasm');
const names = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => `'${name}'`);

mkdirSync('src/generated', { recursive: true });
writeFileSync(
  'src/generated/kernels.ts',
  `export const kernelNames = [${names.join(', ')}] as const;
export type KernelName = (typeof kernelNames)[number];
export const kernelsHex =
  '${wasm.toString('hex')}';
`,
);
mkdirSync('dist', { recursive: true });
writeFileSync('dist/kernels.wasm', wasm);
