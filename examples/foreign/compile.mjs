import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('program.c', import.meta.url));

/**
 * program.c as WebAssembly. Throws where there is no clang, or no wasm-ld (Debian: apt install clang lld).
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function compile() {
  const directory = mkdtempSync(join(tmpdir(), 'wasm-activations-foreign-'));
  const output = join(directory, 'program.wasm');
  const linker = ['--no-entry', '--export=produce', '--export=consume'].map((option) => `-Wl,${option}`);
  try {
    execFileSync('clang', ['--target=wasm32', '-O2', '-nostdlib', ...linker, '-o', output, source], { stdio: 'pipe' });
    return new Uint8Array(readFileSync(output));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
