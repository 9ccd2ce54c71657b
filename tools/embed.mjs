// Puts the compiled kernels where src/ imports them, as text that src/engine/decode.ts reads. Such text needs no decoder that
// some hosts lack (atob), and it spells a byte always alike, so that gzip finds the repeated instructions again.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const wasm = readFileSync('build/release.wasm');
const shared = readFileSync('build/shared.wasm');
const names = WebAssembly.Module.exports(new WebAssembly.Module(wasm))
  .filter(({ name, kind }) => kind === 'function' && name !== 'half')
  .map(({ name }) => name);
/** @param {Uint8Array} bytes */
const spelled = (bytes) =>
  JSON.stringify(
    Array.from(bytes, (byte) => {
      const value = (byte + 20) % 256;
      return ['', '}', '~'][Math.floor(value / 93)] + String.fromCharCode(32 + (value % 93));
    }).join(''),
  );
/** @param {readonly string[]} strings */
const quoted = (strings) => strings.map((string) => `'${string}'`);
mkdirSync('src/generated', { recursive: true });
writeFileSync(
  'src/generated/kernels.ts',
  `export type KernelName = ${quoted(names).join(' | ')};
export const kernelNames = '${names.join(' ')}'.split(' ') as KernelName[];
export const kernelsText =
  ${spelled(wasm)};
`,
);
// A module of its own, which only src/parallel/ imports: the main entry does not carry it.
writeFileSync(
  'src/generated/kernels-shared.ts',
  `export const sharedKernelsText =
  ${spelled(shared)};
`,
);
