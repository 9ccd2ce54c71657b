import { channels } from './channels.js';
import { elementwise } from './elementwise.js';
import { byKind, type ElementwiseName, type Name } from './names.js';
import { rows } from './rows.js';
import type { Curvable, ExampleRow, Parameters, Shape } from './shape.js';

/** A function with parameters of somebody's choice: all of them, and in range. */
export interface Chosen<N extends Name = Name> {
  readonly name: N;
  readonly parameters: Parameters;
}
/** One whose curve can be laid over that of another. */
export type ChosenElementwise = Chosen<ElementwiseName>;

function shapeOf(name: Name): Shape {
  return byKind(name, { elementwise, rows, channels });
}

export function withDefaults<N extends Name>(name: N): Chosen<N> {
  return { name, parameters: shapeOf(name).defaults };
}

/** What there is to say against these parameters; undefined where they are right. */
export function refusal({ name, parameters }: Chosen): string | undefined {
  return shapeOf(name).refusal(parameters);
}

/** None for a function of rows. */
export function curvesOf({ name, parameters }: Chosen): readonly Curvable[] {
  return shapeOf(name).curves?.(parameters) ?? [];
}

/** None for a function that has curves. */
export function rowOf({ name, parameters }: Chosen): ExampleRow | undefined {
  return shapeOf(name).row?.(parameters);
}
