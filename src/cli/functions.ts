import { createActivations } from '../activations.js';
import type { Activation } from '../calls/activation.js';
import type { RowActivation } from '../calls/rows.js';
import type * as functions from '../functions/index.js';
import { everyFunction } from '../generated/functions.js';
import { loops } from '../generated/loops.js';
import { type GoldenName, goldenNames } from '../verify/index.js';

const ops = everyFunction();
type Ops = typeof functions;
type NamesOf<K> = { [N in keyof Ops]: Ops[N] extends { readonly kind: K } ? N : never }[keyof Ops];
type RowsName = NamesOf<'rows'>;
export type ElementwiseName = NamesOf<'elementwise'>;
/** A function whose values the command shows. */
export type ShownName = ElementwiseName | RowsName;

function namesOf<N extends keyof Ops>(kind: Ops[N]['kind']): readonly N[] {
  return Object.entries(ops).flatMap(([name, { kind: own }]) => (own === kind ? [name as N] : []));
}

export const elementwiseNames = namesOf<ElementwiseName>('elementwise');
export const shownNames: readonly ShownName[] = [...elementwiseNames, ...namesOf<RowsName>('rows')];
export const allNames: readonly string[] = Object.keys(ops);

/** Whether there is a hand loop to measure against: for functions of one element. */
export const isMeasured = (name: ShownName): name is GoldenName => name in loops;

/** Whether there is a hash over all inputs. */
export const isVerified = (name: string): name is GoldenName => (goldenNames as string[]).includes(name);

/** One number each around an elementwise function, f(x + bias) * times; none where nothing is around it. */
export interface Around {
  readonly bias?: readonly [number];
  readonly times?: readonly [number];
}

/** The functions on one backend, and where they allocate. */
export interface Instance {
  readonly backend: { readonly name: string; readonly reason: string };
  alloc(length: number): Float32Array;
  activation(name: GoldenName): Activation;
  /** A function over numbers, which are one row for a function of rows, and its derivative where there is one. */
  values(
    name: ShownName,
    x: readonly number[],
    around: Around,
  ): { readonly f: Float32Array; readonly grad: Float32Array | undefined };
}

export function instanceOn(backend: 'auto' | 'wasm' | 'js', memoryBytes?: number): Instance {
  const api = createActivations({ backend, memoryBytes });
  return {
    backend: api.backend,
    alloc: api.alloc,
    activation: (name) => api[name],
    values(name, x, around) {
      const f: Activation | RowActivation = api[name];
      if (f.kind === 'rows') return { f: f(x), grad: undefined };
      return { f: f(x, around), grad: f.grad(x, around) };
    },
  };
}
