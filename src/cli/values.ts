import type { GoldenName } from '../verify/index.js';
import type { Instance } from './functions.js';
import { table } from './table.js';

/** The worked example of the textbooks. */
const INPUTS = [1, -10, 0, 15, -20];

export interface Values {
  readonly function: GoldenName;
  readonly f: readonly number[];
  readonly grad: readonly number[];
}

/** The six digits that a float32 always keeps: 0.01, not 0.009999999776482582. */
function decimal(value: number): number {
  return Number(value.toPrecision(6));
}

/** What functions and their gradients make of a few numbers. */
export function valuesOf(instance: Instance, names: readonly GoldenName[]) {
  const values = names.map((name): Values => {
    const f = instance.activation(name);
    return { function: name, f: Array.from(f(INPUTS), decimal), grad: Array.from(f.grad(INPUTS), decimal) };
  });
  return { x: INPUTS, values };
}

export function valuesTable({ x, values }: ReturnType<typeof valuesOf>): string {
  const rows = values.flatMap(({ function: name, f, grad }) => [
    [`${name}(x)`, ...f],
    [`${name}.grad(x)`, ...grad],
  ]);
  return table([['x', ...x], ...rows]);
}
