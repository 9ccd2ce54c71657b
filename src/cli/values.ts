import { bits, json, text } from './float32.js';
import type { Around, Instance, ShownName } from './functions.js';
import { table } from './table.js';

/** The worked example of the textbooks. */
export const TEXTBOOK_INPUTS = [1, -10, 0, 15, -20];

/** A function over a few numbers. The gradients of functions of rows need a `dy`, and are left out. */
export interface Values {
  readonly function: ShownName;
  readonly f: Float32Array;
  readonly grad: Float32Array | undefined;
}

export function valuesOf(
  instance: Instance,
  names: readonly ShownName[],
  x: readonly number[],
  around: Around,
): Values[] {
  return names.map((name) => ({ function: name, ...instance.values(name, x, around) }));
}

const jsonOf = (values: ArrayLike<number>) =>
  Array.from(values, (value) => ({ value: json(value), bits: bits(value) }));

/** Every value in full and with its bits. */
export function valuesJson(x: readonly number[], values: readonly Values[]) {
  return {
    x: jsonOf(Float32Array.from(x)),
    values: values.map(({ function: name, f, grad }) => ({
      function: name,
      f: jsonOf(f),
      ...(grad === undefined ? {} : { grad: jsonOf(grad) }),
    })),
  };
}

/** At most six digits, which a float32 always keeps: 0.2, where the fewest that tell it from its neighbours are 0.19999999. */
const short = (value: number): string => (Object.is(value, -0) ? '-0' : String(Number(value.toPrecision(6))));

/** A line for each result, a column for each input. */
export function valuesTable(x: readonly number[], values: readonly Values[]): string {
  const rows = values.flatMap(({ function: name, f, grad }) => [
    [`${name}(x)`, ...Array.from(f, short)],
    ...(grad === undefined ? [] : [[`${name}.grad(x)`, ...Array.from(grad, short)]]),
  ]);
  return table([['x', ...x], ...rows]);
}

/** A line for each input, with the bits of each result behind it: for numbers that somebody asks about. */
export function bitsTable(x: readonly number[], values: readonly Values[]): string {
  const columns = values.flatMap(({ function: name, f, grad }) => [
    { head: `${name}(x)`, results: f },
    ...(grad === undefined ? [] : [{ head: `${name}.grad(x)`, results: grad }]),
  ]);
  return table([
    ['x', 'bits', ...columns.flatMap(({ head }) => [head, 'bits'])],
    ...Array.from(Float32Array.from(x), (input, i) => [
      text(input),
      bits(input),
      ...columns.flatMap(({ results }) => [text(results[i]), bits(results[i])]),
    ]),
  ]);
}
