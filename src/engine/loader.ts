import { runLoader } from '../generated/loader.js';

type Instantiate = (
  module: WebAssembly.Module,
  imports: WebAssembly.Imports,
) => { readonly instance: WebAssembly.Instance };

/** The engine's own way. The kernels take and return numbers, so that they need nothing that the loader adds. */
const withoutLoader: Instantiate = (module, imports) => ({ instance: new WebAssembly.Instance(module, imports) });

let instantiate: Instantiate | undefined;

/**
 * `instantiateSync` of @assemblyscript/loader. Some hosts cannot run the loader: React Native's TextDecoder knows only
 * utf-8, an audio worklet has none, and under SES or with frozen intrinsics `Object.hasOwn` cannot be assigned to.
 */
export function instantiateSync(module: WebAssembly.Module, imports: WebAssembly.Imports) {
  if (instantiate === undefined) {
    try {
      instantiate = runLoader().instantiateSync;
    } catch {
      instantiate = withoutLoader;
    }
  }
  return instantiate(module, imports);
}
