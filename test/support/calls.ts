/** Every way to call an activation, each with what the definition in specs.ts says to it. */
import type { Activation, Activations } from '../../src/index.js';
import { type Kink, type Name, names, type Parameters, type Spec, specs } from '../specs.js';

export const KINKS: readonly Kink[] = ['right', 'left'];

export interface Call {
  /** As one would write it. */
  readonly name: string;
  readonly takesDy: boolean;
  run(api: Activations, x: Float32Array, dy: Float32Array, out?: Float32Array): Float32Array;
  /** From the definition. */
  expected(x: Float32Array, dy: Float32Array): Float32Array;
}

export function activationOf(api: object, name: Name): Activation<object> {
  return (api as Record<Name, Activation<object>>)[name];
}

export function specOf(name: Name): Spec {
  return specs[name];
}

function rounded(parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, Math.fround(value)]));
}

function written(name: string, options: object): string {
  const words = Object.entries(options).map(([key, value]) => `${key}: ${Object.is(value, -0) ? '-0' : value}`);
  return words.length === 0 ? `${name}(x)` : `${name}(x, { ${words.join(', ')} })`;
}

/** `f` of each index. A loop: a typed array's own `map` took five times as long, and this runs over all floats. */
function filled(length: number, f: (i: number) => number): Float32Array {
  const array = new Float32Array(length);
  for (let i = 0; i < length; i++) array[i] = f(i);
  return array;
}

/** Forward, derivative and gradient at both kinks, under these parameters. */
export function callsWith(name: Name, parameters: Parameters): Call[] {
  const spec = specOf(name);
  const exact = rounded(parameters);
  const forward: Call = {
    name: written(name, parameters),
    takesDy: false,
    run: (api, x, _dy, out) => activationOf(api, name)(x, { ...parameters, out }),
    expected: (x) => filled(x.length, (i) => spec.forward(x[i], exact)),
  };
  const gradients = KINKS.flatMap((kink): Call[] => [
    {
      name: written(`${name}.grad`, { kink, ...parameters }),
      takesDy: false,
      run: (api, x, _dy, out) => activationOf(api, name).grad(x, { kink, ...parameters, out }),
      expected: (x) => filled(x.length, (i) => spec.derivative(x[i], kink, exact)),
    },
    {
      name: written(`${name}.grad`, { dy: 'dy', kink, ...parameters }),
      takesDy: true,
      run: (api, x, dy, out) => activationOf(api, name).grad(x, { dy, kink, ...parameters, out }),
      expected: (x, dy) => filled(x.length, (i) => spec.gradient(x[i], dy[i], kink, exact)),
    },
  ]);
  return [forward, ...gradients];
}

/** Every call of every activation under its default parameters. */
export const calls: readonly Call[] = names.flatMap((name) => callsWith(name, specOf(name).parameters));

/** Every call of every activation under each set of parameters that specs.ts sweeps. */
export const sweptCalls: readonly Call[] = names.flatMap((name) =>
  specOf(name).sweep.flatMap((parameters) => callsWith(name, parameters)),
);
