/** The kernels over a shared memory. Imports nothing: the workers load it too. */

export type Kernel = (...addressesLengthConstants: number[]) => void;

export interface SharedKernels {
  /** In the order of the module's exports, which is one order on every thread: its index names a kernel. */
  readonly list: readonly Kernel[];
  readonly indexOf: ReadonlyMap<string, number>;
}

export function sharedKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): SharedKernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  return {
    list: names.map((name) => exports[name] as Kernel),
    indexOf: new Map(names.map((name, index) => [name, index])),
  };
}
