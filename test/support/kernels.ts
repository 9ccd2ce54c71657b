/** The built binary, as it is published. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const kernelsFile = fileURLToPath(new URL('../../dist/kernels.wasm', import.meta.url));
export const kernelsBinary: Uint8Array<ArrayBuffer> = new Uint8Array(readFileSync(kernelsFile));
