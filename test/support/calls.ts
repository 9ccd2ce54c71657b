/** Every way to call an activation, each with the results that its definition in specs.ts gives. */
import { type Activation, type Activations, createActivations, type KinkOption } from '../../src/index.js';
import { type Kink, type Name, names, type Parameters, type Spec, specs } from '../../tools/specs.js';

export const KINKS: readonly Kink[] = ['right', 'left', 'min'];

/** What a table says under the i-th of KINKS. */
export function outcome(i: number, left: number, right: number): number {
  return [right, left, Math.abs(left) < Math.abs(right) ? left : right][i];
}

export interface Call {
  /** As in code: `relu.grad(x, { dy: dy })`. */
  readonly name: string;
  readonly takesDy: boolean;
  run(api: Activations, x: Float32Array, dy: Float32Array, out?: Float32Array): Float32Array;
  /** From the definition. */
  expected(x: Float32Array, dy: Float32Array): Float32Array;
}

/** Any activation, with options that its row says it has. */
export type AnyActivation = Activation<object, KinkOption>;

export function activationOf(api: object, name: Name): AnyActivation {
  return (api as Record<Name, AnyActivation>)[name];
}

export function specOf(name: Name): Spec {
  return specs[name];
}

/** The options that choose a side: none for a function without kinks. */
export function kinkOptions(name: Name): readonly KinkOption[] {
  return specOf(name).kinks ? KINKS.map((kink) => ({ kink })) : [{}];
}

/** Parameters as the function takes them. */
export function taken(name: Name, parameters: Parameters): Parameters {
  const { precision, roundsParameters, parameters: defaults } = specOf(name);
  if (precision === 'float64' && !roundsParameters) return parameters;
  const rounded = (key: string, value: number) =>
    roundsParameters && value === defaults[key] ? value : Math.fround(value);
  return Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, rounded(key, value)]));
}

function written(name: string, options: object): string {
  const words = Object.entries(options).map(([key, value]) => `${key}: ${Object.is(value, -0) ? '-0' : value}`);
  return words.length === 0 ? `${name}(x)` : `${name}(x, { ${words.join(', ')} })`;
}

/** `f` of each index. A loop: a typed array's own `map` took five times as long, and this runs over all floats. */
function filled(length: number, f: (i: number) => number): Float64Array {
  const array = new Float64Array(length);
  for (let i = 0; i < length; i++) array[i] = f(i);
  return array;
}

const js = createActivations({ backend: 'js' });

/**
 * The float32 that `values`, in float64, are nearest to.
 *
 * Rows of functions that compute in float64 do so too, and are themselves off by some 2^-50, or with other parameters than
 * the defaults by as much as those functions may be: 0.001 ULP. Where that leaves two float32 to choose from, the twin
 * decides, so that the backends are still compared; `test/golden/` has what is right there.
 */
function nearest(
  name: Name,
  parameters: Parameters,
  values: Float64Array,
  twin: () => Float32Array,
  error = 0,
): Float32Array {
  const result = Float32Array.from(values);
  const { precision, parameters: defaults } = specOf(name);
  if (precision === 'float32') return result;
  const isDefault = Object.keys(defaults).every((key) => Object.is(defaults[key], parameters[key]));
  const doubt = isDefault ? 2 ** -42 : 2 ** -33;
  let decided: Float32Array | undefined;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const margin = Math.abs(value) * doubt + error;
    const [low, high] = [Math.fround(value - margin), Math.fround(value + margin)];
    if (Object.is(low, high) || !Number.isFinite(value)) continue;
    decided ??= twin();
    if (decided[i] >= low && decided[i] <= high && (decided[i] !== 0 || value === 0 || decided[i] / value >= 0)) {
      result[i] = decided[i];
    }
  }
  return result;
}

/** Forward, derivative and gradient at each kink, under these parameters. */
export function callsWith(name: Name, parameters: Parameters): Call[] {
  const spec = specOf(name);
  const exact = taken(name, parameters);
  const forward: Call = {
    name: written(name, parameters),
    takesDy: false,
    run: (api, x, _dy, out) => activationOf(api, name)(x, { ...parameters, out }),
    expected: (x) =>
      nearest(
        name,
        parameters,
        filled(x.length, (i) => spec.forward(x[i], exact)),
        () => activationOf(js, name)(x, parameters),
      ),
  };
  const gradients = kinkOptions(name).flatMap((side): Call[] => {
    const { kink = 'right' } = side;
    const derivative = (x: Float32Array) =>
      nearest(
        name,
        parameters,
        filled(x.length, (i) => spec.derivative(x[i], kink, exact)),
        () => activationOf(js, name).grad(x, { ...side, ...parameters }),
        spec.error,
      );
    return [
      {
        name: written(`${name}.grad`, { ...side, ...parameters }),
        takesDy: false,
        run: (api, x, _dy, out) => activationOf(api, name).grad(x, { ...side, ...parameters, out }),
        expected: derivative,
      },
      {
        name: written(`${name}.grad`, { dy: 'dy', ...side, ...parameters }),
        takesDy: true,
        run: (api, x, dy, out) => activationOf(api, name).grad(x, { dy, ...side, ...parameters, out }),
        expected(x, dy) {
          const slopes = derivative(x);
          const isFlat = spec.isFlat ?? (() => false);
          return Float32Array.from(
            filled(x.length, (i) => {
              if (Number.isNaN(x[i]) || Number.isNaN(dy[i])) return Number.NaN;
              return isFlat(x[i], kink, exact) ? 0 : dy[i] * slopes[i];
            }),
          );
        },
      },
    ];
  });
  return [forward, ...gradients];
}

/** Forward, derivative and gradient of every activation under its defaults. */
export const calls: readonly Call[] = names.flatMap((name) => callsWith(name, specOf(name).parameters).slice(0, 3));

/** A function of each kind of loop, for what does not depend on the function: forward, derivative, gradient. */
export const callsOfEachLoop: readonly Call[] = (['leakyRelu', 'softsign', 'hardSigmoid'] as const).flatMap((name) =>
  callsWith(name, specOf(name).parameters).slice(0, 3),
);

/** Every call of every activation under each set of parameters that specs.ts sweeps. */
export const sweptCalls: readonly Call[] = names.flatMap((name) =>
  specOf(name).sweep.flatMap((parameters) => callsWith(name, parameters)),
);
