import { type Activation, createActivations, type KinkOption } from 'wasm-activations';
import { definitionOf } from '../../dist/activation.js';
import { type GoldenName, goldenNames } from '../../dist/verify/index.js';

/** A function of the package that works on each element alone. */
export type Name = GoldenName;
/** With the package's own names and order. */
export const names: readonly Name[] = goldenNames;

/** On the backend that runs here, with little memory: the page calls it with short arrays. */
const library = createActivations({ memoryBytes: 2 ** 21 });

export type Parameters = Readonly<Record<string, number>>;
export type KinkChoice = NonNullable<KinkOption['kink']>;
export const KINK_CHOICES: readonly KinkChoice[] = ['right', 'left', 'min'];

/** A function with parameters of somebody's choice: all of them, and in range. */
export interface Chosen {
  readonly name: Name;
  readonly parameters: Parameters;
}

/** As any function of the package can be called. */
type AnyActivation = Activation<object, KinkOption>;

function activationOf(name: Name): AnyActivation {
  return library[name] as typeof library.relu;
}

export function defaultsOf(name: Name): Parameters {
  return definitionOf(library[name]).parameters as Parameters;
}

export function hasKinks(name: Name): boolean {
  return definitionOf(library[name]).kinks !== undefined;
}

/** Where f may bend or jump, in the number that it compares with: mostly x itself. */
export function edgesOf({ name, parameters }: Chosen): readonly number[] {
  return (
    definitionOf(library[name])
      .kinks?.(...Object.values(parameters))
      .map(({ at }) => at) ?? []
  );
}

/** What the package says against these parameters; undefined where it takes them. */
export function refusal({ name, parameters }: Chosen): string | undefined {
  try {
    activationOf(name)([], parameters);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

export function valuesOf({ name, parameters }: Chosen, x: Float32Array): Float32Array {
  return activationOf(name)(x, parameters);
}

export function slopesOf({ name, parameters }: Chosen, x: Float32Array, kink: KinkChoice): Float32Array {
  return activationOf(name).grad(x, hasKinks(name) ? { ...parameters, kink } : parameters);
}

/** The call, as one writes it: parameters only where they are not the defaults. */
export function callOf({ name, parameters }: Chosen): string {
  const defaults = defaultsOf(name);
  const given = Object.entries(parameters).filter(([key, value]) => value !== defaults[key]);
  return given.length === 0
    ? `${name}(x)`
    : `${name}(x, { ${given.map(([key, value]) => `${key}: ${value}`).join(', ')} })`;
}
