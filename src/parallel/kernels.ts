/** The kernels over a shared memory, on any thread: the engine of a memory that is somebody else's. */
import { overTiles } from '../engine/elementwise.js';
import type { Code, Run } from '../engine/kernel.js';
import { overRows } from '../engine/rows.js';
import { overSlopes } from '../engine/slopes.js';
import { type KernelFunction, type Kernels, type WasmEngine, wasmEngine } from '../engine/wasm.js';
import type { KernelName } from '../generated/kernels.js';
import { sharedMemory } from './memory.js';

/** How a task's kernel is called. */
export const DIRECT = 0 as const;
export const SURROUNDED = 1 as const;
export const ROWS = 2 as const;
export const ROWS_WITH_TERMS = 3 as const;
export type Mode = typeof DIRECT | typeof SURROUNDED | typeof ROWS | typeof ROWS_WITH_TERMS;

export interface SharedKernels {
  readonly memory: WebAssembly.Memory;
  /** Scratch tiles and workspaces are in a memory of the thread's own, shared only because these kernels see no other. */
  readonly engine: WasmEngine;
  /** In the order of the modules and their exports, which is one order on every thread: its index names a kernel. */
  readonly list: readonly KernelFunction[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** A kernel on a part of arrays, in a mode other than DIRECT. */
  run(index: number, mode: Mode): Run;
}

/** Whether a kernel takes the address of slopes. */
const hasSlopes = ({ name }: Code) => name === 'prelu' || name === 'preluGrad';

/** The modules of all functions, by their names. */
export type Modules = readonly (readonly [name: string, module: WebAssembly.Module])[];

export function sharedKernels(modules: Modules, memory: WebAssembly.Memory): SharedKernels {
  /** Where each kernel is: its module, and its name there, in which that of the module is left out. */
  const places = new Map<string, readonly [module: WebAssembly.Module, end: string]>();
  for (const [of, one] of modules) {
    for (const { name: end, kind } of WebAssembly.Module.exports(one)) {
      if (kind === 'function') places.set(/^(Grad.*)?$/.test(end) ? of + end : end, [one, end]);
    }
  }
  const names = [...places.keys()];
  const over = (memory: WebAssembly.Memory): Kernels => {
    const instances = new Map<WebAssembly.Module, Record<string, KernelFunction>>();
    return ({ name }) => {
      const [one, end] = places.get(name) as readonly [WebAssembly.Module, string];
      let exports = instances.get(one);
      if (exports === undefined) {
        exports = new WebAssembly.Instance(one, { env: { memory } }).exports as Record<string, KernelFunction>;
        instances.set(one, exports);
      }
      return exports[end];
    };
  };
  const engine = wasmEngine(memory, 0, sharedMemory, over);
  // The modules are compiled already.
  const codes = names.map((name): Code => ({ name: name as KernelName, binary: '' }));
  const runs = new Map<number, Run>();

  return {
    memory,
    engine,
    list: codes.map(engine.kernel),
    indexOf: new Map(names.map((name, index) => [name, index])),
    run(index, mode) {
      const key = 4 * index + mode;
      let run = runs.get(key);
      if (run === undefined) {
        const code = codes[index];
        if (mode !== SURROUNDED) run = overRows(engine, code, mode === ROWS_WITH_TERMS);
        else run = hasSlopes(code) ? overSlopes(engine, code) : overTiles(engine, code);
        runs.set(key, run);
      }
      return run;
    },
  };
}
