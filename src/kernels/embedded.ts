import { kernelsHex } from '../generated/kernels.js';
import { compile } from './compile.js';

let module: WebAssembly.Module | undefined;

/** For hosts that compile the kernels themselves: no bytes are compiled then. */
export function provide(hosts: WebAssembly.Module): void {
  module = hosts;
}

/** The embedded kernels, compiled once. Throws an error that says why where this engine cannot or may not. */
export function compiled(): WebAssembly.Module {
  module ??= compile(kernelsHex);
  return module;
}
