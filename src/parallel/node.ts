/** What is used of node:worker_threads. Declared here, so that the package's types do not need @types/node. */
interface NodeWorker {
  on(event: 'message' | 'error', listener: (value: unknown) => void): void;
  on(event: 'exit', listener: () => void): void;
  postMessage(value: unknown): void;
  terminate(): Promise<unknown>;
  ref(): void;
  unref(): void;
}

export interface NodeThreads {
  readonly Worker: new (script: string, options: { eval: true; execArgv: string[] }) => NodeWorker;
  readonly parentPort: unknown;
}

interface NodeGlobal {
  readonly process?: { getBuiltinModule?(name: string): unknown };
}

// Fetched at run time, so that no bundler for browsers looks for a package called node:worker_threads.
function builtin<T>(name: string): T | undefined {
  return (globalThis as NodeGlobal).process?.getBuiltinModule?.(name) as T | undefined;
}

/** Node's worker_threads, also where another runtime offers them; `undefined` in browsers. */
export const nodeThreads = builtin<NodeThreads>('node:worker_threads');

/** The cores that this process, or this page, may use. */
export function availableCores(): number {
  const os = builtin<{ availableParallelism(): number }>('node:os');
  return os?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1;
}
