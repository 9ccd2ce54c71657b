import { createActivations } from 'wasm-activations';
import { Float16Array } from '../functions/internals.js';
import type { Name } from '../functions/names.js';
import { BASELINE, type Entrant, waysOf } from './contenders.js';
import { randomBits } from './random.js';
import type { Step } from './steps.js';
import { type Around, onePassOf, type Task, taskOf } from './tasks.js';
import { longSample, median, passesFor, TURNS, type Work } from './timing.js';

export interface ComparisonRequest {
  readonly name: Name;
  /** Whether a bias and a gate are around the function. */
  readonly isOnePass: boolean;
  /** Whether the arrays are Float16Arrays. */
  readonly isFloat16: boolean;
  /** Of the arrays, in ascending order. */
  readonly lengths: readonly number[];
}

export interface Row {
  readonly length: number;
  /** The keys of the contenders that have a part in this comparison, also of those that cannot run here. */
  readonly ways: readonly string[];
  /** By the contender's key, in elements a nanosecond; none for one that cannot run here. */
  readonly rates: Readonly<Record<string, number>>;
}

export interface ComparisonStep extends Step {
  /** A length that is finished with this step. */
  readonly row?: Row;
}

/** Elements to rotate through: a branch predictor learns the signs of 16,384, but not of so many. */
const FRESH = 2 ** 16;

interface Arrays {
  readonly pool: Float32Array;
  readonly out: Float32Array;
  readonly bias: Float32Array;
  readonly times: Float32Array;
}

function poolLength(largest: number): number {
  return Math.max(largest, FRESH);
}

function arrays(alloc: (length: number) => Float32Array, largest: number): Arrays {
  const pool = alloc(poolLength(largest));
  const next = randomBits(1);
  for (let i = 0; i < pool.length; i++) pool[i] = next() / 2 ** 28; // -8 to 8: on all sides of every bend
  // From -1 to 1: the inputs stay on all sides of every bend, and errors are not multiplied.
  const [bias, times] = [alloc(largest), alloc(largest)];
  for (const array of [bias, times]) for (let i = 0; i < largest; i++) array[i] = next() / 2 ** 31;
  return { pool, out: alloc(largest), bias, times };
}

/** One pass of `entrant` over fresh windows of `size` elements. */
function pass(entrant: Entrant, { pool, out, bias, times }: Arrays, size: number) {
  const windows = Array.from({ length: Math.max(1, FRESH / size) }, (_, i) => pool.subarray(i * size, (i + 1) * size));
  const target = out.subarray(0, size);
  const around = { bias: bias.subarray(0, size), times: times.subarray(0, size) };
  function atOnce(): void {
    for (const window of windows) entrant.run(window, target, around);
  }
  async function inTurn(): Promise<void> {
    for (const window of windows) await entrant.run(window, target, around);
  }
  return {
    windows,
    target,
    around,
    elements: size * windows.length,
    work: entrant.run(windows[0], target, around) instanceof Promise ? inTurn : atOnce,
  };
}

/** How far the loop that people write may be off: it computes with other roundings, and some with an approximation. */
const TOLERANCE = 1e-5;
/** The same on float16, in parts of results above 1: some loops keep a step in `out`, where it is rounded. */
const TOLERANCE_16 = 2e-3;

/** Throws where a contender does not do its work. */
function checkOutput(key: string, { label, on }: Task, x: Float32Array, out: Float32Array, around: Around): void {
  const isSingle = out instanceof Float32Array;
  const expected = new (out.constructor as Float32ArrayConstructor)(x.length);
  on(createActivations({ backend: 'js' }))(x, expected, around);
  const most = key === BASELINE ? (isSingle ? TOLERANCE : TOLERANCE_16) : 0;
  const unit = (value: number) => (isSingle ? 1 : Math.max(1, Math.abs(value)));
  const wrong = out.findIndex((value, i) => !(Math.abs(value - expected[i]) <= most * unit(expected[i])));
  if (wrong >= 0) throw new Error(`${key}, ${label}: ${x[wrong]} gives ${out[wrong]}, expected ${expected[wrong]}`);
}

/** Throughput of each contender at each length. */
export async function* comparison({
  name,
  isOnePass,
  isFloat16,
  lengths,
}: ComparisonRequest): AsyncGenerator<ComparisonStep> {
  const task = isOnePass ? onePassOf(name) : taskOf(name);
  const largest = lengths[lengths.length - 1];
  const Ordinary = isFloat16 && Float16Array !== undefined ? Float16Array : Float32Array;
  const ordinary = arrays((length) => new Ordinary(length), largest);
  const bytes = 4 * (poolLength(largest) + 3 * largest) + 2 ** 20; // and room for the library's own scratch
  const entered: { key: string; entrant: Entrant; place: Arrays }[] = [];
  const ways = waysOf(isOnePass, isFloat16);
  for (const { key, enter } of ways) {
    const entrant = await enter(task, bytes);
    if (entrant === undefined) continue;
    entered.push({ key, entrant, place: entrant.alloc === undefined ? ordinary : arrays(entrant.alloc, largest) });
  }
  const total = lengths.length * (TURNS + 1);
  let done = 0;

  for (const length of lengths) {
    const lanes: { key: string; elements: number; work: Work; passes: number; rates: number[] }[] = [];
    for (const { key, entrant, place } of entered) {
      const { windows, target, around, elements, work } = pass(entrant, place, length);
      await entrant.run(windows[0], target, around);
      checkOutput(key, task, windows[0], target, around);
      lanes.push({ key, elements, work, passes: await passesFor(work), rates: [] });
    }
    done++;
    for (let turn = 0; turn < TURNS; turn++) {
      yield { done: done++, total };
      for (const lane of lanes) {
        const { passes, time } = await longSample(lane.work, lane.passes);
        lane.passes = passes;
        lane.rates.push((lane.elements * passes) / (time * 1e6));
      }
    }
    yield {
      done,
      total,
      row: {
        length,
        ways: ways.map(({ key }) => key),
        rates: Object.fromEntries(lanes.map(({ key, rates }) => [key, median(rates)])),
      },
    };
  }
}
