import type { Activation, KinkOption } from 'wasm-activations';
import { definitionOf } from './internals.js';
import { type ElementwiseName, library } from './names.js';
import { type Parameters, refusalOf, type Shape } from './shape.js';

/** As any function that works on each element alone can be called. */
type AnyActivation = Activation<object, KinkOption>;

export function defaultsOf(name: ElementwiseName): Parameters {
  return definitionOf(library[name]).parameters as Parameters;
}

/** The call, as one writes it: parameters only where they are not the defaults. */
function callOf(name: ElementwiseName, parameters: Parameters): string {
  const defaults = defaultsOf(name);
  const given = Object.entries(parameters).filter(([key, value]) => value !== defaults[key]);
  return given.length === 0
    ? `${name}(x)`
    : `${name}(x, { ${given.map(([key, value]) => `${key}: ${value}`).join(', ')} })`;
}

/** One curve, and the parameters that the package names. */
export function elementwise(name: ElementwiseName): Shape {
  const activation = library[name] as typeof library.relu as AnyActivation;
  const { kinks } = definitionOf(library[name]);
  return {
    defaults: defaultsOf(name),
    refusal: (parameters) => refusalOf(() => activation([], parameters)),
    curves: (parameters) => [
      {
        name,
        label: callOf(name, parameters),
        hasKinks: kinks !== undefined,
        edges: kinks?.(...Object.values(parameters)).map(({ at }) => at) ?? [],
        values: (x) => activation(x, parameters),
        slopes: (x, kink) => activation.grad(x, kinks === undefined ? parameters : { ...parameters, kink }),
      },
    ],
  };
}

/** Whether the function rounds its parameters to float32 before anything else. */
export function computesInFloat32(name: ElementwiseName): boolean {
  return definitionOf(library[name]).precision === 'float32';
}
