/** A `.wasm` file, imported where the host compiles it. */
declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}
