import { NONE } from '../kernels/none.js';
import { BYTES, CHUNK, type Control, DY, KERNEL, OPERANDS, OUT, SPINS, X } from './control.js';
import type { Kernel } from './kernels.js';
import { chunkLines, isStealing, LINE_BYTES, lineCount, workerLines } from './split.js';

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
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
}

/** Writes a task into the block, with a range of neighbouring lines for each slot. Calling thread, between tasks. */
export function writeTask(control: Control, task: Task, slots: readonly number[]): void {
  const bytes = 4 * task.length;
  const lines = lineCount(task.out, bytes);
  const count = workerLines(lines, task.cost, slots.length);
  let next = lines - count * (slots.length - 1);
  control.setRange(slots[0], 0, next);
  for (let i = 1; i < slots.length; i++, next += count) control.setRange(slots[i], next, next + count);

  const words = control.task;
  words[KERNEL] = task.kernel;
  words[OPERANDS] = task.operands;
  words[X] = task.x;
  words[DY] = task.dy;
  words[OUT] = task.out;
  words[BYTES] = bytes;
  words[CHUNK] = chunkLines(task.cost);
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
  const kernel = kernels[task[KERNEL]];
  const binary = task[OPERANDS] === 2;
  const x = task[X];
  const dy = task[DY];
  const out = task[OUT];
  const bytes = task[BYTES];
  const a = constants[0];
  const b = constants[1];
  const c = constants[2];
  const d = constants[3];
  const e = constants[4];
  const lead = out % LINE_BYTES;
  const chunk = task[CHUNK];
  const stealing = isStealing(lineCount(out, bytes), chunk);
  // The calling thread always does the ranges of workers that did not start in time.
  const ranges = stealing || slot === 0 ? slots : 1;

  let polls = 0;
  for (let i = 0; i < ranges; i++) {
    const from = (slot + i) % slots;
    if (!stealing && from !== slot) while (polls < SPINS && control.isInside(from)) polls++;
    for (let line = control.takeChunk(from, chunk); line >= 0; line = control.takeChunk(from, chunk)) {
      const start = Math.max(0, line * LINE_BYTES - lead);
      const end = Math.min(bytes, Math.min(line + chunk, control.end(from)) * LINE_BYTES - lead);
      const n = (end - start) / 4;
      if (binary) kernel(x + start, dy === NONE ? NONE : dy + start, out + start, n, a, b, c, d, e);
      else kernel(x + start, out + start, n, a, b, c, d, e);
    }
  }
}

/** Runs all of the task on this thread. */
export function runAlone(
  kernels: readonly Kernel[],
  { kernel, operands, x, dy, out, length, a, b, c, d, e }: Task,
): void {
  if (operands === 2) kernels[kernel](x, dy, out, length, a, b, c, d, e);
  else kernels[kernel](x, out, length, a, b, c, d, e);
}
