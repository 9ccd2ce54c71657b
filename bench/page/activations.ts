import type { Activation, KinkOption } from 'wasm-activations';

export type AnyActivation = Activation<{ readonly alpha?: number }, KinkOption>;

function isActivation(value: unknown): value is AnyActivation {
  return typeof value === 'function' && 'grad' in value;
}

/** The activations among the exports of the package, or among the members of an instance. */
export function activationsOf(source: object): ReadonlyMap<string, AnyActivation> {
  return new Map(Object.entries(source).filter((entry): entry is [string, AnyActivation] => isActivation(entry[1])));
}

/** An activation refuses an option that it does not know. */
export function takesAlpha(activation: AnyActivation): boolean {
  try {
    activation([], { alpha: 1 });
    return true;
  } catch {
    return false;
  }
}
