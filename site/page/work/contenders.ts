import { backend, createActivations } from 'wasm-activations';
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
      return { alloc: instance.alloc, run: task.on(instance) };
    },
  },
  {
    key: 'ordinary',
    label: 'wasm, ordinary arrays',
    about: 'any Float32Array, copied in and out',
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
    inSummary: 'on the js backend',
    enter(task) {
      return { run: task.on(createActivations({ backend: 'js' })) };
    },
  },
  {
    key: BASELINE,
    label: 'hand loop',
    about: 'without this package',
    enter(task) {
      return { run: task.hand };
    },
  },
];

/** The ways that a table of these rates has: all, but for those that have no part in the work. */
export function waysOf(rates: Readonly<Record<string, number>>): readonly Contender[] {
  return contenders.filter(({ key, isOnlyForOnePass }) => rates[key] !== undefined || isOnlyForOnePass !== true);
}
