import type { Around } from '../engine/kernel.js';
import { NONE } from '../engine/none.js';
import { ALPHA, BIAS, BYTES, CHUNK, type Control, DY, INNER, KERNEL, OUT, SPINS, TIMES, UNIT, X } from './control.js';
import { DIRECT, type Mode, type SharedKernels, SURROUNDED } from './kernels.js';
import { chunkUnits, isStealing, leadOf, unitBytes, unitCount, workerUnits } from './split.js';

/** NONE as a word of the task. */
const NO_ADDRESS = NONE >>> 0;

/** One kernel over one range of the shared memory; `length` in elements, `dy` and `out` as addresses, dy NONE where there is none. */
export interface Task {
  readonly kernel: number;
  readonly mode: Mode;
  /** The time that an element takes, where relu's is 1. */
  readonly cost: number;
  readonly x: number;
  readonly dy: number;
  readonly out: number;
  readonly length: number;
  /** Elements that one thread has to do together: those of a row. 0: any may be apart. */
  readonly unit: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  /** What surrounds the activation, its arrays in the shared memory too. */
  readonly around: Around | undefined;
  /** All of it on the calling thread. */
  runAlone(): void;
}

/** Writes a task into the block, with a range of neighbouring units for each slot. Calling thread, between tasks. */
export function writeTask(control: Control, task: Task, slots: readonly number[]): void {
  const bytes = 4 * task.length;
  const units = unitCount(task.out, bytes, task.unit);
  const count = workerUnits(units, task.cost, slots.length, task.unit);
  let next = units - count * (slots.length - 1);
  control.setRange(slots[0], 0, next);
  for (let i = 1; i < slots.length; i++, next += count) control.setRange(slots[i], next, next + count);

  const words = control.task;
  words[KERNEL] = 4 * task.kernel + task.mode;
  words[UNIT] = task.unit;
  words[X] = task.x;
  words[DY] = task.dy;
  words[OUT] = task.out;
  words[BYTES] = bytes;
  words[CHUNK] = chunkUnits(task.cost, task.unit);
  const { constants } = control;
  constants[0] = task.a;
  constants[1] = task.b;
  constants[2] = task.c;
  constants[3] = task.d;
  // Alone in the block's second line, which need not travel as long as it stays the same.
  if (!Object.is(constants[4], task.e)) constants[4] = task.e;
  if (task.around !== undefined) writeAround(words, task.around);
}

function writeAround(words: Uint32Array, { bias, alpha, times, inner }: Around): void {
  [bias, alpha, times].forEach((array, i) => {
    const at = [BIAS, ALPHA, TIMES][i];
    words[at] = array === undefined ? NONE : array.byteOffset;
    words[at + 1] = array === undefined ? 0 : array.length;
  });
  words[INNER] = inner;
}

/** Does one thread's share of the task: first the range of `slot`, which this core's cache may hold, then what others left. */
export function runShare(control: Control, kernels: SharedKernels, slot: number): void {
  const { task, slots } = control;
  const unit = task[UNIT];
  const bytes = task[BYTES];
  const lead = leadOf(task[OUT], unit);
  const size = unitBytes(unit);
  const chunk = task[CHUNK];
  const stealing = isStealing(unitCount(task[OUT], bytes, unit), chunk);
  // The calling thread always does the ranges of workers that did not start in time.
  const ranges = stealing || slot === 0 ? slots : 1;
  const run = partRunner(control, kernels);

  let polls = 0;
  for (let i = 0; i < ranges; i++) {
    const from = (slot + i) % slots;
    if (!stealing && from !== slot) while (polls < SPINS && control.isInside(from)) polls++;
    for (let next = control.takeChunk(from, chunk); next >= 0; next = control.takeChunk(from, chunk)) {
      const start = Math.max(0, next * size - lead);
      const end = Math.min(bytes, Math.min(next + chunk, control.end(from)) * size - lead);
      run(start, end);
    }
  }
}

/** Runs the task's kernel on the bytes from `start` to `end` of its arrays. */
function partRunner({ task, constants }: Control, kernels: SharedKernels): (start: number, end: number) => void {
  const index = task[KERNEL] >> 2;
  const mode = (task[KERNEL] & 3) as Mode;
  const x = task[X];
  const dy = task[DY];
  const out = task[OUT];
  const a = constants[0];
  const b = constants[1];
  const c = constants[2];
  const d = constants[3];
  const e = constants[4];
  /** An operand that is as long as x, or none. */
  const isWhole = (at: number) => task[at] === NO_ADDRESS || 4 * task[at + 1] === task[BYTES];
  // The kernel itself, since `run` looks the arrays up for each part: 0.3 us, a tenth of what silu's part takes.
  if (mode === DIRECT || (mode === SURROUNDED && isWhole(BIAS) && isWhole(TIMES) && task[ALPHA] === NO_ADDRESS)) {
    const kernel = kernels.list[index];
    const bias = mode === DIRECT ? NO_ADDRESS : task[BIAS];
    const times = mode === DIRECT ? NO_ADDRESS : task[TIMES];
    const at = (address: number, start: number) => (address === NO_ADDRESS ? NONE : address + start);
    return (start, end) => {
      const n = (end - start) / 4;
      kernel(x + start, at(bias, start), at(dy, start), at(times, start), out + start, n, a, b, c, d, e);
    };
  }

  const run = kernels.run(index, mode);
  const { buffer } = kernels.memory;
  const length = task[BYTES] / 4;
  const view = (address: number, n: number) =>
    address === NO_ADDRESS ? undefined : new Float32Array(buffer, address, n);
  const operand = (at: number) => (mode === SURROUNDED ? view(task[at], task[at + 1]) : undefined);
  const [bias, alpha, times] = [operand(BIAS), operand(ALPHA), operand(TIMES)];
  const inner = mode === SURROUNDED ? task[INNER] : 1;
  const [xs, dys, outs] = [view(x, length) as Float32Array, view(dy, length), view(out, length) as Float32Array];
  return (start, end) => run(xs, dys, outs, a, b, c, d, e, { bias, alpha, times, inner, from: start / 4, to: end / 4 });
}
