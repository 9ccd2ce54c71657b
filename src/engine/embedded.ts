import { kernelsText } from '../generated/kernels.js';
import { compile } from './compile.js';

// Not called `module`: tools that wrap a file in a function, such as Vite's server side, have a parameter of that name.
let kernels: WebAssembly.Module | undefined;

/** Sets the kernels that the host compiled, for hosts that forbid compiling bytes. */
export function provide(compiledByHost: WebAssembly.Module): void {
  kernels = compiledByHost;
}

/** The embedded kernels, compiled once. Throws an error that says why where this engine cannot or may not. */
export function compiled(): WebAssembly.Module {
  kernels ??= compile(kernelsText);
  return kernels;
}
