import type { Activation, KinkOption } from 'wasm-activations';
import { AROUND, aroundOptions, isAround, ownParameters, surrounded } from './around.js';
import { definitionOf } from './internals.js';
import { type ElementwiseName, library } from './names.js';
import { type Parameters, refusalOf, type Shape } from './shape.js';

/** As any function that works on each element alone can be called. */
type AnyActivation = Activation<object, KinkOption>;

export function defaultsOf(name: ElementwiseName): Parameters {
  return definitionOf(library[name]).parameters as Parameters;
}

/** The call, as one writes it: options only where they are not the defaults. */
function callOf(name: ElementwiseName, parameters: Parameters): string {
  const defaults = { ...defaultsOf(name), ...AROUND };
  const given = Object.entries(parameters)
    .filter(([key, value]) => value !== defaults[key])
    .map(([key, value]) => `${key}: ${isAround(key) ? `[${value}]` : value}`);
  return given.length === 0 ? `${name}(x)` : `${name}(x, { ${given.join(', ')} })`;
}

/** One curve, with the parameters that the package names and the numbers around it. */
export function elementwise(name: ElementwiseName): Shape {
  const activation = library[name] as typeof library.relu as AnyActivation;
  const { kinks } = definitionOf(library[name]);
  return {
    defaults: { ...defaultsOf(name), ...AROUND },
    refusal(parameters) {
      const wrong = Object.keys(AROUND).find((key) => !Number.isFinite(parameters[key]));
      if (wrong !== undefined) return `${name}: ${wrong} must be a finite number in this example`;
      return refusalOf(() => activation([], ownParameters(parameters)));
    },
    curves(parameters) {
      const own = ownParameters(parameters);
      const options = { ...own, ...aroundOptions(parameters) };
      return [
        {
          name,
          label: callOf(name, parameters),
          expression: (prime = '') => surrounded(`${name}${prime}`, parameters),
          hasKinks: kinks !== undefined,
          edges: kinks?.(...Object.values(own)).map(({ at }) => at - parameters.bias) ?? [],
          values: (x) => activation(x, options),
          slopes: (x, kink) => activation.grad(x, kinks === undefined ? options : { ...options, kink }),
        },
      ];
    },
  };
}

/** A parameter as the function computes with it: in float32 where it rounds its parameters first, but for a default that stands for the real number. */
export function effective(name: ElementwiseName, key: string, value: number): number {
  const { parameters, precision, roundsParameters = false } = definitionOf(library[name]);
  if (precision === 'float32') return Math.fround(value);
  const isDefault = (parameters as Parameters)[key] === value;
  return roundsParameters && !isDefault ? Math.fround(value) : value;
}
