import { loops as wholeLoops } from 'virtual:loops';
import type { Activations } from 'wasm-activations';
import type { ParallelActivations } from 'wasm-activations/parallel';
import { loops } from '../../../build/modules/generated/loops.js';
import { LAYOUTS } from '../../../tools/channelLoops.mjs';
import { ROW_SIZE } from '../../../tools/rowLoops.mjs';
import { defaultsOf } from '../functions/elementwise.js';
import { byKind, type ChannelsName, type ElementwiseName, type Name, type RowsName } from '../functions/names.js';

/** Puts the results of `x` into `out`. Where it returns a promise, `out` is ready when that is. */
export type Run = (x: Float32Array, out: Float32Array) => unknown;

/** What contenders do with a function. */
export interface Task {
  /** What the length of an array is a multiple of. */
  readonly unit: number;
  /** The function and what it is called with, in words. */
  readonly label: string;
  /** By an instance of the package. */
  on(instance: Activations | ParallelActivations): Run;
  /** As people write it. */
  readonly hand: Run;
}

function elementwise(name: ElementwiseName): Task {
  const parameters = { ...defaultsOf(name) };
  return {
    unit: 1,
    label: name,
    on({ [name]: f }) {
      return (x, out) => f(x, { out });
    },
    hand: (x, out) => loops[name](x, out, parameters),
  };
}

function rows(name: RowsName): Task {
  const options = { size: ROW_SIZE };
  return {
    unit: ROW_SIZE,
    label: `${name} in rows of ${ROW_SIZE.toLocaleString('en')}`,
    on({ [name]: f }) {
      return (x, out) => f(x, { size: ROW_SIZE, out });
    },
    hand: (x, out) => wholeLoops[name](x, out, options),
  };
}

function channels(name: ChannelsName): Task {
  const { alpha } = LAYOUTS[''];
  const options = { alpha };
  return {
    unit: alpha.length,
    label: `${name} with ${alpha.length} channels`,
    on({ [name]: f }) {
      return (x, out) => f(x, { alpha, out });
    },
    hand: (x, out) => wholeLoops[name](x, out, options),
  };
}

export function taskOf(name: Name): Task {
  return byKind(name, { elementwise, rows, channels });
}

/** From the smallest array of whole units to the largest. */
export function sizesOf({ unit }: Task, largest: number): number[] {
  const sizes = [];
  for (let size = 16; size <= largest; size *= 4) if (size % unit === 0) sizes.push(size);
  return sizes;
}
