import { kernelsHex } from '../generated/kernels.js';

/** The embedded binary. */
function bytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: kernelsHex.length / 2 }, (_, i) =>
    Number.parseInt(kernelsHex.slice(2 * i, 2 * i + 2), 16),
  );
}

let module: WebAssembly.Module | undefined;

/** For hosts that compile the kernels themselves: no bytes are compiled then. */
export function provide(hosts: WebAssembly.Module): void {
  module = hosts;
}

/** The embedded kernels, compiled once. Throws an error that says why where this engine cannot or may not. */
export function compiled(): WebAssembly.Module {
  if (module !== undefined) return module;
  if (typeof WebAssembly !== 'object') throw new Error('this environment has no WebAssembly');
  const binary = bytes();
  if (!WebAssembly.validate(binary)) throw new Error('this engine has no WebAssembly SIMD');
  try {
    module = new WebAssembly.Module(binary);
  } catch (cause) {
    throw new Error(
      `this environment forbids compiling WebAssembly (a Content-Security-Policy needs 'wasm-unsafe-eval'): ${cause}`,
      { cause },
    );
  }
  return module;
}
