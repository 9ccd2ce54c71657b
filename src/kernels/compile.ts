/** The binary that `hex` spells, compiled. Throws an error that says why where this engine cannot or may not. */
export function compile(hex: string): WebAssembly.Module {
  if (typeof WebAssembly !== 'object') throw new Error('this environment has no WebAssembly');
  const binary = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  if (!WebAssembly.validate(binary)) throw new Error('this engine has no WebAssembly SIMD');
  try {
    return new WebAssembly.Module(binary);
  } catch (cause) {
    throw new Error(
      `this environment forbids compiling WebAssembly (a Content-Security-Policy needs 'wasm-unsafe-eval'): ${cause}`,
      { cause },
    );
  }
}
