import { kernelsHex } from '../generated/kernels.js';
import { compile } from './compile.js';

let module: WebAssembly.Module | undefined;

/** The embedded kernels, compiled once. Throws an error that says why where this engine cannot or may not. */
export function compiled(): WebAssembly.Module {
  module ??= compile(kernelsHex);
  return module;
}
