import { NONE } from '../engine/none.js';
import { BYTES, CHUNK, type Control, DY, KERNEL, OUT, SPINS, UNIT, X } from './control.js';
import type { Kernel } from './kernels.js';
import { chunkUnits, isStealing, leadOf, unitBytes, unitCount, workerUnits } from './split.js';

/** One kernel over one range of the shared memory. `dy` counts where the kernel takes it; `length` in elements. */
export interface Task {
  readonly kernel: number;
  readonly operands: 1 | 2;
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
  words[KERNEL] = 2 * task.kernel + task.operands - 1;
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
}

/** Does one thread's share of the task: first the range of `slot`, which this core's cache may hold, then what others left. */
export function runShare(control: Control, kernels: readonly Kernel[], slot: number): void {
  const { task, constants, slots } = control;
  const kernel = kernels[task[KERNEL] >> 1];
  const binary = (task[KERNEL] & 1) === 1;
  const unit = task[UNIT];
  const x = task[X];
  const dy = task[DY];
  const out = task[OUT];
  const bytes = task[BYTES];
  const a = constants[0];
  const b = constants[1];
  const c = constants[2];
  const d = constants[3];
  const e = constants[4];
  const lead = leadOf(out, unit);
  const size = unitBytes(unit);
  const chunk = task[CHUNK];
  const stealing = isStealing(unitCount(out, bytes, unit), chunk);
  // The calling thread always does the ranges of workers that did not start in time.
  const ranges = stealing || slot === 0 ? slots : 1;

  let polls = 0;
  for (let i = 0; i < ranges; i++) {
    const from = (slot + i) % slots;
    if (!stealing && from !== slot) while (polls < SPINS && control.isInside(from)) polls++;
    for (let next = control.takeChunk(from, chunk); next >= 0; next = control.takeChunk(from, chunk)) {
      const start = Math.max(0, next * size - lead);
      const end = Math.min(bytes, Math.min(next + chunk, control.end(from)) * size - lead);
      const n = (end - start) / 4;
      kernel(x + start, NONE, binary && dy !== NONE ? dy + start : NONE, NONE, out + start, n, a, b, c, d, e);
    }
  }
}

/** Runs all of the task on this thread. */
export function runAlone(
  kernels: readonly Kernel[],
  { kernel, operands, x, dy, out, length, a, b, c, d, e }: Task,
): void {
  kernels[kernel](x, NONE, operands === 2 ? dy : NONE, NONE, out, length, a, b, c, d, e);
}
