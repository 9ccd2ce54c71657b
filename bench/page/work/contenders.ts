import { backend, createActivations } from 'wasm-activations';
import { createParallelActivations } from 'wasm-activations/parallel';
import { loops } from '../../../dist/generated/loops.js';
import { defaultsOf, type Name } from '../functions.js';

/** A contender, ready to run. */
export interface Entrant {
  /** Where its arrays lie, if not in ordinary memory. */
  readonly alloc?: (length: number) => Float32Array;
  /** Where it returns a promise, `out` is ready when that is. */
  run(x: Float32Array, out: Float32Array): unknown;
}

/** One column of the table and one line of the chart, in the colour `--<key>` of style.css. */
export interface Contender {
  readonly key: string;
  readonly label: string;
  readonly about: string;
  /** For the activation `name`, with `bytes` of memory; undefined where it cannot run. */
  enter(name: Name, bytes: number): Entrant | undefined | Promise<Entrant | undefined>;
}

export const BASELINE = 'hand';

export const contenders: readonly Contender[] = [
  {
    key: 'resident',
    label: 'wasm, resident',
    about: 'arrays from alloc, inside linear memory: the kernels read and write them where they lie',
    enter(name, memoryBytes) {
      if (backend.name !== 'wasm') return undefined;
      const instance = createActivations({ memoryBytes });
      const activation = instance[name];
      return { alloc: instance.alloc, run: (x, out) => activation(x, { out }) };
    },
  },
  {
    key: 'threads',
    label: 'wasm, threads',
    about: 'the same on all cores, over a shared memory, where the page is cross-origin isolated',
    async enter(name, memoryBytes) {
      const instance = await createParallelActivations({ memoryBytes });
      if (instance.backend.threads === 1) return undefined;
      const activation = instance[name];
      return { alloc: instance.alloc, run: (x, out) => activation(x, { out }) };
    },
  },
  {
    key: 'ordinary',
    label: 'wasm, ordinary arrays',
    about: 'any Float32Array, copied through linear memory a tile at a time',
    enter(name) {
      if (backend.name !== 'wasm') return undefined;
      const activation = createActivations()[name];
      return { run: (x, out) => activation(x, { out }) };
    },
  },
  {
    key: 'typescript',
    label: 'TypeScript',
    about: 'the backend for where WebAssembly may not run; the same bits',
    enter(name) {
      const activation = createActivations({ backend: 'js' })[name];
      return { run: (x, out) => activation(x, { out }) };
    },
  },
  {
    key: BASELINE,
    label: 'hand loop',
    about: 'the function as people write it in JavaScript, one element after the other, without this package',
    enter(name) {
      const parameters = { ...defaultsOf(name) };
      return { run: (x, out) => loops[name](x, out, parameters) };
    },
  },
];
