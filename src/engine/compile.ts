import { decode } from './decode.js';

/** The binary that `text` spells, compiled. */
export function compile(text: string): WebAssembly.Module {
  return compileBinary(decode(text));
}

/** A binary, compiled. Throws an error that says why where this engine cannot or may not. */
export function compileBinary(binary: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  if (typeof WebAssembly !== 'object') throw new Error('this environment has no WebAssembly');
  try {
    return new WebAssembly.Module(binary);
  } catch (cause) {
    if (!WebAssembly.validate(binary)) throw new Error('this engine has no WebAssembly SIMD');
    throw new Error(
      `this environment forbids compiling WebAssembly (a Content-Security-Policy needs 'wasm-unsafe-eval'): ${cause}`,
      { cause },
    );
  }
}
