import { type Fixed, fixed } from '../exact/fixed.js';
import { formulas } from '../exact/formulas.js';
import { AROUND, ownParameters } from './around.js';
import { type Chosen, curvesOf } from './chosen.js';
import { effective } from './elementwise.js';
import { loops } from './internals.js';
import { byKind, type Name } from './names.js';
import type { Parameters } from './shape.js';

/** A function of one number, in the ways that can be compared to the bit. */
export interface SingleFunction {
  readonly name: string;
  /** By the package. */
  f(x: number): number;
  /** By the hand loop. */
  hand(x: number): number;
  /** The exact value; undefined where the page knows no formula. */
  readonly exact?: ((x: number) => Fixed) | undefined;
}

/** The elementwise function that computes a single number of `name`, and its parameters. */
function elementwiseOf({ name, parameters }: Chosen): { name: keyof typeof loops; parameters: Parameters } | undefined {
  return byKind<Name, ReturnType<typeof elementwiseOf>>(name, {
    elementwise: (name) => ({ name, parameters: ownParameters(parameters) }),
    channels: () => ({ name: 'leakyRelu', parameters: { alpha: parameters.alpha0 } }),
    rows: () => undefined,
  });
}

/** Without the numbers around it. Undefined for a function of rows; prelu is looked at in its first channel. */
export function singleOf(chosen: Chosen): SingleFunction | undefined {
  const parameters = 'bias' in chosen.parameters ? { ...chosen.parameters, ...AROUND } : chosen.parameters;
  const [curve] = curvesOf({ ...chosen, parameters });
  const elementwise = elementwiseOf(chosen);
  if (elementwise === undefined) return undefined;
  const { name, parameters: own } = elementwise;
  const formula = formulas[name];
  const entries = Object.entries(own).map(([key, value]): [string, Fixed] => [key, fixed(effective(name, key, value))]);
  return {
    name: curve.name.replace(/^channel 0$/, chosen.name),
    f: (x) => curve.values(Float32Array.of(x))[0],
    hand(x) {
      const y = new Float32Array(1);
      loops[name](Float32Array.of(x), y, { ...own });
      return y[0];
    },
    exact: formula && ((x) => formula(fixed(x), Object.fromEntries(entries))),
  };
}
