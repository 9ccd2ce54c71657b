import type { Activation, KinkOption } from 'wasm-activations';

export type AnyActivation = Activation<{ readonly alpha?: number }, KinkOption>;

function isActivation(value: unknown): value is AnyActivation {
  return typeof value === 'function' && 'kind' in value && value.kind === 'elementwise';
}

/** The elementwise activations among the exports of the package, or among the members of an instance. */
export function activationsOf(source: object): ReadonlyMap<string, AnyActivation> {
  // Sorted, since the order of a bundle's exports is the bundler's.
  return new Map(
    Object.entries(source)
      .filter((entry): entry is [string, AnyActivation] => isActivation(entry[1]))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function accepts(call: () => unknown): boolean {
  try {
    call();
    return true;
  } catch {
    return false;
  }
}

/** `alpha` as an option, where the activation has one and takes this number for it. */
export function alphaOption(activation: AnyActivation, alpha: number): { readonly alpha?: number } {
  return accepts(() => activation([], { alpha })) ? { alpha } : {};
}

export function takesAlpha(activation: AnyActivation): boolean {
  return accepts(() => activation([], { alpha: 1 }));
}

/** `kink` as an option, where the activation has kinks. */
export function kinkOption(activation: AnyActivation, kink: 'left' | 'right'): KinkOption {
  return accepts(() => activation.grad([], { kink })) ? { kink } : {};
}
