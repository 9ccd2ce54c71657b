import { kernelsText } from '../generated/kernels.js';
import { compile } from './compile.js';

let module: WebAssembly.Module | undefined;

/** Sets the kernels that the host compiled, for hosts that forbid compiling bytes. */
export function provide(compiledByHost: WebAssembly.Module): void {
  module = compiledByHost;
}

/** The embedded kernels, compiled once. Throws an error that says why where this engine cannot or may not. */
export function compiled(): WebAssembly.Module {
  module ??= compile(kernelsText);
  return module;
}
