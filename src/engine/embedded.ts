import { compile } from './compile.js';

let provided: WebAssembly.Module | undefined;
const compiled = new Map<string, WebAssembly.Module>();

/** Sets the kernels that the host compiled, for hosts that forbid compiling bytes: all of them, in one module. */
export function provide(compiledByHost: WebAssembly.Module): void {
  provided = compiledByHost;
}

/** The module for a binary that a function brings along, compiled once. Throws an error that says why where this engine cannot or may not. */
export function embedded(binary: string): WebAssembly.Module {
  if (provided !== undefined) return provided;
  let found = compiled.get(binary);
  if (found === undefined) {
    found = compile(binary);
    compiled.set(binary, found);
  }
  return found;
}
