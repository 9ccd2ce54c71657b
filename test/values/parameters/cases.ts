/** Which parameters are tried: from one list, alone with the other's default and beside another of the list. */
import { type Name, names, type Parameters } from '../../../tools/specs.js';
import { specOf, taken } from '../../support/calls.js';

/** Float32's smallest and largest, what people use, and what lies far from it; of parameters that stay float64 the extremes of that. */
const POSITIVE = [2 ** -149, 1e-40, 1e-30, 1e-3, 0.1, 1 / 6, 0.5, 1, 1.702, 2, 10, 1e30, 3e38];
const VALUES = [...POSITIVE, 0, -0.1, -1, -1.702, -1e30, -3e38];
const EXTREMES = [2 ** -1074, 1e-300, 1e300, 1.7e308, -1e300];

/** Two parameters are tried together, this many places apart in the list. */
const APART = 5;

export interface Case {
  readonly activation: Name;
  readonly parameters: Parameters;
}

function setsOf(name: Name): Parameters[] {
  const { parameters, precision, roundsParameters, isValid = () => true } = specOf(name);
  const keys = Object.keys(parameters);
  const values = precision === 'float64' && !roundsParameters ? [...VALUES, ...EXTREMES] : VALUES;
  const alone = keys.flatMap((key) => values.map((value) => ({ ...parameters, [key]: value })));
  const together = keys.length < 2 ? [] : VALUES.map((_, i) => valuesFrom(keys, i));
  return [...alone, ...together].filter((set) => isValid(taken(name, set)));
}

function valuesFrom(keys: readonly string[], first: number): Parameters {
  return Object.fromEntries(keys.map((key, i) => [key, VALUES[(first + i * APART) % VALUES.length]]));
}

/** Every function that has parameters, under each of its sets. */
export const cases: readonly Case[] = names.flatMap((activation) =>
  setsOf(activation).map((parameters) => ({ activation, parameters })),
);
