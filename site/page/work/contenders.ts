import { backend, createActivations } from 'wasm-activations';
import { createParallelActivations } from 'wasm-activations/parallel';
import type { Run, Task } from './tasks.js';

/** A contender, ready to run. */
export interface Entrant {
  /** Where its arrays lie, if not in ordinary memory. */
  readonly alloc?: (length: number) => Float32Array;
  readonly run: Run;
}

/** One column of the table and one line of the chart, in the colour `--<key>` of style.css. */
export interface Contender {
  readonly key: string;
  readonly label: string;
  readonly about: string;
  /** For `task`, with `bytes` of memory; undefined where it cannot run. */
  enter(task: Task, bytes: number): Entrant | undefined | Promise<Entrant | undefined>;
}

export const BASELINE = 'hand';

export const contenders: readonly Contender[] = [
  {
    key: 'resident',
    label: 'wasm, resident',
    about: 'arrays from alloc, inside linear memory: the kernels read and write them where they lie',
    enter(task, memoryBytes) {
      if (backend.name !== 'wasm') return undefined;
      const instance = createActivations({ memoryBytes });
      return { alloc: instance.alloc, run: task.on(instance) };
    },
  },
  {
    key: 'threads',
    label: 'wasm, threads',
    about: 'the same on all cores, over a shared memory, where the page is cross-origin isolated',
    async enter(task, memoryBytes) {
      const instance = await createParallelActivations({ memoryBytes });
      if (instance.backend.threads === 1) return undefined;
      return { alloc: instance.alloc, run: task.on(instance) };
    },
  },
  {
    key: 'ordinary',
    label: 'wasm, ordinary arrays',
    about: 'any Float32Array, copied through linear memory a tile at a time',
    enter(task) {
      return backend.name === 'wasm' ? { run: task.on(createActivations()) } : undefined;
    },
  },
  {
    key: 'typescript',
    label: 'TypeScript',
    about: 'the backend for where WebAssembly may not run; the same bits',
    enter(task) {
      return { run: task.on(createActivations({ backend: 'js' })) };
    },
  },
  {
    key: BASELINE,
    label: 'hand loop',
    about: 'the function as people write it in JavaScript, one element after the other, without this package',
    enter(task) {
      return { run: task.hand };
    },
  },
];
