import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Activation, definitionOf } from '../../src/calls/activation.js';
import * as operations from '../../src/functions/elementwise.js';
import { kernelNames } from '../../src/generated/kernels.js';
import * as everything from '../../src/index.js';
import { type Name, names, type Spec, specs } from '../../tools/specs.js';
import { callsWith, outcome, specOf } from '../support/calls.js';

// For the type checker too: a missing or a superfluous row is an error here, by name.
specs satisfies Record<keyof typeof operations, Spec>;
const ops: Readonly<Record<Name, Activation<never, never>>> = operations;

test.each(Object.keys(ops))('%s has a row in tools/specs.ts', (name) => {
  expect(names).toContain(name);
});

test.each(names)(
  '%s, a row of tools/specs.ts, is exported by src/functions/index.ts, the package and every instance',
  (name) => {
    expect(ops).toHaveProperty(name);
    expect(everything).toHaveProperty(name);
    expect(everything.createActivations({ backend: 'js' })).toHaveProperty(name);
  },
);

test.each(Object.keys(ops))('%s has both its kernels', (name) => {
  expect(kernelNames).toContain(name);
  expect(kernelNames).toContain(`${name}Grad`);
});

// Interfaces are gone at run time, and the compiler accepts one that is not exported.
test.each(names.filter((name) => Object.keys(specOf(name).parameters).length > 0))(
  '%s: its file exports the type of its parameters',
  (name) => {
    const source = readFileSync(new URL(`../../src/functions/${name}.ts`, import.meta.url), 'utf8');
    expect(source).toContain(`\nexport interface ${name[0].toUpperCase()}${name.slice(1)}Parameters {`);
  },
);

test.each(names)('%s: its definition agrees with its row', (name) => {
  const { precision, kinks, parameters } = specOf(name);
  const definition = definitionOf(ops[name]);
  expect(definition.name).toBe(name);
  expect(definition.precision).toBe(precision);
  expect(definition.kinks !== undefined).toBe(kinks);
  expect(definition.parameters).toEqual(parameters);
  expect(definition.cost).toBeGreaterThan(0);
});

// The tables are data, the definitions are code: neither may be wrong alone.
test.each(names)('%s: the tables agree with the definition', (name) => {
  const { parameters: defaults, values, products } = specOf(name);
  const unlike: string[] = [];
  const compare = (what: string, actual: number, expected: number) => {
    if (!Object.is(actual, Math.fround(expected))) unlike.push(`${what}: ${actual}, in the table ${expected}`);
  };
  for (const [x, y, right, left, given] of values) {
    const [forward, ...gradients] = callsWith(name, { ...defaults, ...given });
    const input = Float32Array.of(x);
    compare(`${forward.name} of ${x}`, forward.expected(input, input)[0], y);
    const derivatives = gradients.filter(({ takesDy }) => !takesDy);
    for (const [i, call] of derivatives.entries()) {
      compare(`${call.name} of ${x}`, call.expected(input, input)[0], outcome(i, left, right));
    }
  }
  for (const [x, dy, right, left, given] of products) {
    const gradients = callsWith(name, { ...defaults, ...given }).filter(({ takesDy }) => takesDy);
    for (const [i, call] of gradients.slice(0, 2).entries()) {
      compare(
        `${call.name} of ${x}, ${dy}`,
        call.expected(Float32Array.of(x), Float32Array.of(dy))[0],
        [right, left][i],
      );
    }
  }
  expect(unlike).toEqual([]);
});

test.each(names)('%s: its sweep begins with the defaults, and each set is complete', (name) => {
  const { parameters, sweep } = specOf(name);
  expect(sweep[0]).toEqual(parameters);
  for (const set of sweep) expect(Object.keys(set)).toEqual(Object.keys(parameters));
});
