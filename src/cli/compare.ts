import { definitionOf } from '../calls/activation.js';
import { Float16Array, isHalf } from '../engine/half.js';
import { loops } from '../generated/loops.js';
import type { GoldenName } from '../verify/index.js';
import { type Around, type Instance, instanceOn } from './functions.js';
import { inTurn, windowCount } from './measure.js';
import { table } from './table.js';

const LENGTHS = [1_024, 65_536, 1_048_576];

/** For all functions and lengths together, and for one at one length at least. */
const MILLISECONDS = 3_000;
const LEAST_MILLISECONDS = 100;

/** Inputs lie between -RANGE and RANGE. */
const RANGE = 4;

/** How far a loop over `Math` may be from the right result: it rounds several times, and is timed nevertheless. */
const LOOP_ERROR = 2 ** -20;
/** The same where the result is a float16: it may be a neighbour of the right one, half a unit beside the exact value each. */
const HALF_LOOP_ERROR = 2 ** -10 + LOOP_ERROR;

/** Arrays of one length: random inputs, and where their results go. */
interface Arrays {
  readonly xs: readonly Float32Array[];
  readonly out: Float32Array;
}

interface Contender {
  readonly label: string;
  readonly arrays: Arrays;
  readonly run: (x: Float32Array, out: Float32Array) => void;
  /** Whether its results are those of the others to the bit. */
  readonly isExact: boolean;
}

/** Billion elements a second of each way to compute a function, at one length. */
export interface Speed {
  readonly function: GoldenName;
  readonly elements: number;
  readonly billionsPerSecond: Readonly<Record<string, number>>;
}

const FROM_ALLOC = 'wasm, from alloc';
const ORDINARY = 'wasm, ordinary arrays';
const JS = 'js backend';
const LOOPS = 'wasm, with loops';
const LOOP = 'hand loop';

/** Makes an ordinary array: inside, Float16Arrays have the type Float32Array too. */
type Make = (length: number) => Float32Array;

function randomInputs(length: number, make: Make): Float32Array[] {
  return Array.from({ length: windowCount(length) }, () => make(length).map(() => RANGE * (2 * Math.random() - 1)));
}

function within(alloc: (length: number) => Float32Array, xs: readonly Float32Array[]): Arrays {
  const copies = xs.map((x) => {
    const copy = alloc(x.length);
    copy.set(x);
    return copy;
  });
  return { xs: copies, out: alloc(xs[0].length) };
}

type Work = (x: Float32Array, out: Float32Array) => void;

/** The same work, with a loop for each number around it. Between them the numbers are float32: in `out`, or else in `between`. */
function withLoops(work: Work, { bias, times }: Around, between?: Float32Array): Work {
  if (bias === undefined && times === undefined) return work;
  const [added, factor] = [bias?.[0] ?? 0, times?.[0] ?? 1];
  return (x, out) => {
    const values = between ?? out;
    for (let i = 0; i < x.length; i++) values[i] = x[i] + added;
    work(values, values);
    for (let i = 0; i < out.length; i++) out[i] = values[i] * factor;
  };
}

function contendersOf(
  name: GoldenName,
  around: Around,
  instance: Instance,
  js: Instance,
  fromAlloc: Arrays | undefined,
  ordinary: Arrays,
  between: Float32Array | undefined,
) {
  const contenders: Contender[] = [];
  if (instance.backend.name === 'wasm') {
    const f = instance.activation(name);
    const run: Work = (x, out) => f(x, { ...around, out });
    if (fromAlloc !== undefined) contenders.push({ label: FROM_ALLOC, arrays: fromAlloc, run, isExact: true });
    contenders.push({ label: ORDINARY, arrays: ordinary, run, isExact: true });
    if (around.bias !== undefined || around.times !== undefined) {
      const separate = withLoops((x, out) => f(x, { out }), around, between);
      contenders.push({ label: LOOPS, arrays: fromAlloc ?? ordinary, run: separate, isExact: true }); // the same roundings
    }
  }
  const twin = js.activation(name);
  contenders.push({ label: JS, arrays: ordinary, run: (x, out) => twin(x, { ...around, out }), isExact: true });
  const defaults = definitionOf(twin).parameters as Record<string, number>;
  const run = withLoops((x, out) => loops[name](x, out, defaults), around, between);
  contenders.push({ label: LOOP, arrays: ordinary, run, isExact: false });
  return contenders;
}

/** Throws where a contender's results are not the right ones, before anything is timed. `scale`: by which errors are multiplied. */
function check(
  name: GoldenName,
  { label, arrays, run, isExact }: Contender,
  expected: Float32Array,
  scale: number,
): void {
  run(arrays.xs[0], arrays.out);
  const i = arrays.out.findIndex((value, at) => {
    const right = expected[at];
    const most = (isHalf(expected) ? HALF_LOOP_ERROR : LOOP_ERROR) * scale * Math.max(1, Math.abs(right));
    return !Object.is(value, right) && (isExact || !(Math.abs(value - right) <= most));
  });
  if (i >= 0) {
    throw new Error(`${name}, ${label}: ${arrays.out[i]} for ${arrays.xs[0][i]}, expected ${expected[i]}`);
  }
}

function speedsAt(
  length: number,
  names: readonly GoldenName[],
  around: Around,
  instance: Instance,
  js: Instance,
  float16: boolean,
): Speed[] {
  const Ordinary = float16 && Float16Array !== undefined ? Float16Array : Float32Array;
  const xs = randomInputs(length, (count) => new Ordinary(count));
  const ordinary = { xs, out: new Ordinary(length) };
  const fromAlloc = float16 ? undefined : within(instance.alloc, xs);
  const between = float16 ? instance.alloc(length) : undefined;
  const scale = Math.max(1, Math.abs(around.times?.[0] ?? 1));
  return names.map((name) => {
    const contenders = contendersOf(name, around, instance, js, fromAlloc, ordinary, between);
    const expected = js.activation(name)(xs[0], around);
    for (const contender of contenders) check(name, contender, expected, scale);
    const tasks = contenders.map(({ arrays, run }) => () => {
      for (const x of arrays.xs) run(x, arrays.out);
    });
    const times = inTurn(tasks, Math.max(LEAST_MILLISECONDS, MILLISECONDS / (names.length * LENGTHS.length)));
    const speeds = contenders.map(({ label }, i): [string, number] => {
      const billions = (xs.length * length) / times[i] / 1e6;
      return [label, Number(billions.toPrecision(2))];
    });
    return { function: name, elements: length, billionsPerSecond: Object.fromEntries(speeds) };
  });
}

/**
 * WebAssembly against JavaScript on this machine. `float16`: on Float16Arrays, of which none lies in linear memory. `js`: the
 * twins, whose results all others are compared with.
 */
export function compare(
  instance: Instance,
  names: readonly GoldenName[],
  around: Around = {},
  float16 = false,
  js: Instance = instanceOn('js'),
): Speed[] {
  const speeds = LENGTHS.flatMap((length) => speedsAt(length, names, around, instance, js, float16));
  return names.flatMap((name) => speeds.filter((speed) => speed.function === name));
}

export function compareTable(speeds: readonly Speed[]): string {
  return table([
    ['function', 'elements', ...Object.keys(speeds[0].billionsPerSecond)],
    ...speeds.map(({ function: name, elements, billionsPerSecond }) => [
      name,
      elements.toLocaleString('en'),
      ...Object.values(billionsPerSecond),
    ]),
  ]);
}
