import { backend, createActivations } from 'wasm-activations';
import { createParallelActivations } from 'wasm-activations/parallel';
import { type AnyActivation, activationsOf } from '../activations.js';

/** A contender, ready to run. */
export interface Entrant {
  /** Whose output this one must have. */
  readonly computes: string;
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
  /** Gaps in its line, as in a canvas's setLineDash. */
  readonly dash: readonly number[];
  /** For the activation `name`, with `bytes` of memory; undefined where it cannot run. */
  enter(name: string, bytes: number): Entrant | undefined | Promise<Entrant | undefined>;
}

function member(instance: object, name: string): AnyActivation {
  const activation = activationsOf(instance).get(name);
  if (activation === undefined) throw new Error(`no activation ${name}`);
  return activation;
}

export const BASELINE = 'hand';

export const contenders: readonly Contender[] = [
  {
    key: 'resident',
    label: 'wasm, resident',
    about: 'arrays from alloc, inside linear memory: the kernels read and write them where they lie',
    dash: [],
    enter(name, memoryBytes) {
      if (backend.name !== 'wasm') return undefined;
      const instance = createActivations({ memoryBytes });
      const activation = member(instance, name);
      return { computes: name, alloc: instance.alloc, run: (x, out) => activation(x, { out }) };
    },
  },
  {
    key: 'threads',
    label: 'wasm, threads',
    about: 'the same on all cores, over a shared memory, where the page is cross-origin isolated',
    dash: [2, 2],
    async enter(name, memoryBytes) {
      const instance = await createParallelActivations({ memoryBytes });
      if (instance.backend.threads === 1) return undefined;
      const activation = member(instance, name);
      return { computes: name, alloc: instance.alloc, run: (x, out) => activation(x, { out }) };
    },
  },
  {
    key: 'ordinary',
    label: 'wasm, ordinary arrays',
    about: 'any Float32Array, copied through linear memory a tile at a time',
    dash: [],
    enter(name) {
      if (backend.name !== 'wasm') return undefined;
      const activation = member(createActivations(), name);
      return { computes: name, run: (x, out) => activation(x, { out }) };
    },
  },
  {
    key: 'typescript',
    label: 'TypeScript',
    about: 'the backend for where WebAssembly may not run; the same bits',
    dash: [8, 4],
    enter(name) {
      const activation = member(createActivations({ backend: 'js' }), name);
      return { computes: name, run: (x, out) => activation(x, { out }) };
    },
  },
  {
    key: BASELINE,
    label: 'hand loop',
    about: 'relu as one writes it (v\u00a0>\u00a00 ? v\u00a0:\u00a00), whichever function the others compute',
    dash: [2, 4],
    enter: () => ({
      computes: 'relu',
      run(x, out) {
        for (let i = 0; i < x.length; i++) {
          const v = x[i];
          // biome-ignore lint/complexity/useMathMinMax: this very loop is the yardstick
          out[i] = v > 0 ? v : 0;
        }
      },
    }),
  },
];
