import { loops as wholeLoops } from 'virtual:loops';
import type { Activations } from 'wasm-activations';
import { LAYOUTS } from '../../../tools/channelLoops.mjs';
import { ROW_SIZE } from '../../../tools/rowLoops.mjs';
import { defaultsOf } from '../functions/elementwise.js';
import { loops } from '../functions/internals.js';
import {
  byKind,
  type ChannelsName,
  type ElementwiseName,
  kindOf,
  type Name,
  type RowsName,
} from '../functions/names.js';

/** A bias and a gate, each as long as x. */
export interface Around {
  readonly bias: Float32Array;
  readonly times: Float32Array;
}

/** Puts the results of `x` into `out`. Where it returns a promise, `out` is ready when that is. */
export type Run = (x: Float32Array, out: Float32Array, around: Around) => unknown;

/** What contenders do with a function. */
export interface Task {
  /** What the length of an array is a multiple of. */
  readonly unit: number;
  /** The function and what it is called with, in words. */
  readonly label: string;
  /** By an instance of the package, or by one of threads, whose functions give promises. */
  on(instance: Activations): Run;
  /** By an instance, with loops in JavaScript for whatever is around the function; left out where nothing is. */
  withLoops?(instance: Activations): Run;
  /** The hand loop. */
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

function add(x: Float32Array, bias: Float32Array, out: Float32Array): void {
  for (let i = 0; i < x.length; i++) out[i] = x[i] + bias[i];
}

function multiply(x: Float32Array, times: Float32Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = x[i] * times[i];
}

/** `run` with loops around it. Numbers are float32 between them: in `out`, unless that is a Float16Array. */
function inLoops(run: Run): Run {
  let between = new Float32Array(0);
  return (x, out, around) => {
    if (between.length !== x.length) between = new Float32Array(x.length);
    const values = out instanceof Float32Array ? out : between;
    add(x, around.bias, values);
    run(values, values, around);
    multiply(values, around.times, out);
  };
}

/** f(x + bias) * times of an elementwise function. */
export function onePassOf(name: Name): Task {
  const task = taskOf(name);
  if (kindOf(name) !== 'elementwise') return task;
  return {
    unit: 1,
    label: `${name}(x + bias) * times`,
    on({ [name as ElementwiseName]: f }) {
      return (x, out, { bias, times }) => f(x, { bias, times, out });
    },
    withLoops: (instance) => inLoops(task.on(instance)),
    hand: inLoops(task.hand),
  };
}

export function taskOf(name: Name): Task {
  return byKind(name, { elementwise, rows, channels });
}

/** The choices of array lengths, with about how long they take. */
export const SPANS = {
  few: 'three, about 5 s',
  many: '16 to 1,048,576, about 15 s',
  all: '16 to 16,777,216, about a minute',
} as const;
export type Span = keyof typeof SPANS;

const FEW = [1_024, 65_536, 1_048_576];
const LARGEST = { many: 2 ** 20, all: 2 ** 24 };

/** The lengths of a span, in ascending order: those that are a multiple of the task's unit. */
export function lengthsOf({ unit }: Task, span: Span): number[] {
  const lengths = [...FEW];
  if (span !== 'few') {
    lengths.length = 0;
    for (let length = 16; length <= LARGEST[span]; length *= 4) lengths.push(length);
  }
  return lengths.filter((length) => length % unit === 0);
}
