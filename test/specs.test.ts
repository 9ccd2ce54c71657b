import { expect, test } from 'vitest';
import * as everything from '../src/index.js';
import * as ops from '../src/ops/index.js';
import { type Name, names, type Parameters, type Spec, specs } from './specs.js';
import { KINKS, specOf } from './support/calls.js';

// For the type checker too: a missing or a superfluous row is an error here, by name.
specs satisfies Record<keyof typeof ops, Spec>;
ops satisfies Record<Name, unknown>;

test.each(Object.keys(ops))('%s has a row in test/specs.ts', (name) => {
  expect(names).toContain(name);
});

test.each(names)(
  '%s, a row of test/specs.ts, is exported by src/ops/index.ts, the package and every instance',
  (name) => {
    expect(ops).toHaveProperty(name);
    expect(everything).toHaveProperty(name);
    expect(everything.createActivations({ backend: 'js' })).toHaveProperty(name);
  },
);

// The tables are data, the definitions are code: neither may be wrong alone.
test.each(names)('%s: the tables agree with the definition', (name) => {
  const { forward, derivative, gradient, parameters: defaults, values, products } = specOf(name);
  const rounded = (given: Parameters = {}) =>
    Object.fromEntries(Object.entries({ ...defaults, ...given }).map(([key, value]) => [key, Math.fround(value)]));
  for (const [x, y, right, left, given] of values) {
    const parameters = rounded(given);
    const outcomes = [forward(x, parameters), ...KINKS.map((kink) => derivative(x, kink, parameters))];
    expect(outcomes.map(Math.fround), `x = ${x}, ${JSON.stringify(given)}`).toEqual([y, right, left].map(Math.fround));
  }
  for (const [x, dy, right, left, given] of products) {
    const outcomes = KINKS.map((kink) => gradient(x, dy, kink, rounded(given)));
    expect(outcomes.map(Math.fround), `x = ${x}, dy = ${dy}, ${JSON.stringify(given)}`).toEqual(
      [right, left].map(Math.fround),
    );
  }
});
