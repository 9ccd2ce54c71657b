import { type Activations, backend, createActivations } from 'wasm-activations';
import { createParallelActivations } from 'wasm-activations/parallel';
import type { Run, Task } from './tasks.js';

/** A contender, ready to run. */
export interface Entrant {
  /** Where its arrays lie, if not in ordinary memory. */
  readonly alloc?: (length: number) => Float32Array;
  readonly run: Run;
}

/** One way to compute a function: a row of the table, and a line of the chart in the colour `--<key>` of the style sheet. */
export interface Contender {
  readonly key: string;
  readonly label: string;
  readonly about: string;
  /** Whether it is there only for a function with something around it. */
  readonly isOnlyForOnePass?: boolean;
  /** Whether it takes Float16Arrays: linear memory has none, and threads leave them to the calling thread. */
  readonly takesFloat16?: boolean;
  /** How the summary names it, where that has it. */
  readonly inSummary?: string;
  /** For `task`, with `bytes` of memory; undefined where it cannot run. */
  enter(task: Task, bytes: number): Entrant | undefined | Promise<Entrant | undefined>;
}

export const BASELINE = 'hand';

export const contenders: readonly Contender[] = [
  {
    key: 'resident',
    label: 'wasm, from alloc',
    about: 'arrays inside linear memory: nothing is copied',
    inSummary: 'on arrays from alloc',
    enter(task, memoryBytes) {
      if (backend.name !== 'wasm') return undefined;
      const instance = createActivations({ memoryBytes });
      return { alloc: instance.alloc, run: task.on(instance) };
    },
  },
  {
    key: 'threads',
    label: 'wasm, threads',
    about: 'the same on all cores',
    async enter(task, memoryBytes) {
      const instance = await createParallelActivations({ memoryBytes });
      if (instance.backend.threads === 1) return undefined;
      return { alloc: instance.alloc, run: task.on(instance as unknown as Activations) };
    },
  },
  {
    key: 'ordinary',
    label: 'wasm, ordinary arrays',
    about: 'copied in and out',
    takesFloat16: true,
    inSummary: 'on ordinary arrays',
    enter(task) {
      return backend.name === 'wasm' ? { run: task.on(createActivations()) } : undefined;
    },
  },
  {
    key: 'loops',
    label: 'wasm, loops around it',
    about: 'from alloc, with a loop before the function and one behind it',
    isOnlyForOnePass: true,
    enter(task, memoryBytes) {
      if (backend.name !== 'wasm' || task.withLoops === undefined) return undefined;
      const instance = createActivations({ memoryBytes });
      return { alloc: instance.alloc, run: task.withLoops(instance) };
    },
  },
  {
    key: 'typescript',
    label: 'js backend',
    about: 'without WebAssembly, the same bits',
    takesFloat16: true,
    inSummary: 'on the js backend',
    enter(task) {
      return { run: task.on(createActivations({ backend: 'js' })) };
    },
  },
  {
    key: BASELINE,
    label: 'hand loop',
    about: 'without this package',
    takesFloat16: true,
    enter(task) {
      return { run: task.hand };
    },
  },
];

/** The ways that a table of this row has. */
export function shownIn({ ways }: { readonly ways: readonly string[] }): readonly Contender[] {
  return contenders.filter(({ key }) => ways.includes(key));
}

/** The ways that have a part in such a comparison. */
export function waysOf(isOnePass: boolean, isFloat16: boolean): readonly Contender[] {
  return contenders.filter(
    ({ isOnlyForOnePass = false, takesFloat16 = false }) =>
      (isOnePass || !isOnlyForOnePass) && (takesFloat16 || !isFloat16),
  );
}
