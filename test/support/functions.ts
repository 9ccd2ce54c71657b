/** Every function of an instance that takes arrays, and what its options are called. */
import type { Activations } from '../../src/index.js';
import { names, type Spec } from '../../tools/specs.js';
import { activationOf, specOf } from './calls.js';

export interface Callee {
  /** As error messages call it. */
  readonly fn: string;
  readonly isGrad: boolean;
  /** The names of its numbers, such as alpha. */
  readonly parameters: readonly string[];
  readonly spec: Spec;
  /** Calls it with anything. */
  call(api: Activations, ...args: unknown[]): Float32Array;
}

type Anything = (...args: unknown[]) => Float32Array;

export const functions: readonly Callee[] = names.flatMap((name) => {
  const spec = specOf(name);
  const parameters = Object.keys(spec.parameters);
  return [
    {
      fn: name,
      isGrad: false,
      parameters,
      spec,
      call: (api, ...args) => (activationOf(api, name) as Anything)(...args),
    },
    {
      fn: `${name}.grad`,
      isGrad: true,
      parameters,
      spec,
      call: (api, ...args) => (activationOf(api, name).grad as Anything)(...args),
    },
  ] satisfies Callee[];
});

/** The arguments of `callee` that are arrays. */
export function arrayArguments({ isGrad }: Callee): ('x' | 'dy' | 'out')[] {
  return isGrad ? ['x', 'dy', 'out'] : ['x', 'out'];
}
