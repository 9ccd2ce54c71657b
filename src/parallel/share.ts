import { NONE } from '../kernels/none.js';
import { BYTES, type Control, DY, KERNEL, OPERANDS, OUT, SPINS, X } from './control.js';
import type { Kernel } from './kernels.js';

/** One kernel over one range of the shared memory. `dy` counts where the kernel takes it; `length` in elements. */
export interface Task {
  readonly kernel: number;
  readonly operands: 1 | 2;
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

const CACHE_LINE = 64;

/** How many lines a thread takes at once: few enough that little is left where a worker comes late. */
const CHUNK = (128 * 1024) / CACHE_LINE;

/**
 * What the calling thread does more of than a worker, in lines: as much as it can in the time that a task takes to reach
 * a worker, and the news of its end to come back. Of 65,536 elements, 4, 8, 12, 16, 20 and 24 KiB took 2.90, 2.86, 2.82,
 * 2.84, 2.87 and 2.92 us (relu in place, copies of the package in turn, the better runs of four).
 */
const HEAD_START = (12 * 1024) / CACHE_LINE;

/**
 * Below this many lines, nobody takes from a worker that is at work: what lies in its core's cache would have to be fetched
 * from there, and fetched back for the next call over the same array. From here on threads help each other out.
 */
const LEAST_TO_HELP = (1024 * 1024) / CACHE_LINE;

/** Lines of `out`, measured from the one in which it begins, so that threads meet where lines do. */
function linesOf(out: number, bytes: number): number {
  return Math.ceil((bytes + (out % CACHE_LINE)) / CACHE_LINE);
}

/** Writes a task into the block, with a run of neighbouring lines for each slot. Calling thread, between tasks. */
export function writeTask(control: Control, task: Task, slots: readonly number[]): void {
  const bytes = 4 * task.length;
  const lines = linesOf(task.out, bytes);
  const run = Math.max(0, Math.floor((lines - HEAD_START) / slots.length));
  let next = lines - run * (slots.length - 1);
  control.setAside(slots[0], 0, next);
  for (let i = 1; i < slots.length; i++, next += run) control.setAside(slots[i], next, next + run);

  const words = control.task;
  words[KERNEL] = task.kernel;
  words[OPERANDS] = task.operands;
  words[X] = task.x;
  words[DY] = task.dy;
  words[OUT] = task.out;
  words[BYTES] = bytes;
  const { constants } = control;
  constants[0] = task.a;
  constants[1] = task.b;
  constants[2] = task.c;
  constants[3] = task.d;
  constants[4] = task.e;
}

/** Does its share of the task: first the run of `slot`, which stays in this core's cache, then what others have left. */
export function share(control: Control, kernels: readonly Kernel[], slot: number): void {
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
  const lead = out % CACHE_LINE;
  const small = linesOf(out, bytes) < LEAST_TO_HELP;
  // The calling thread does in any case what a worker came too late for.
  const runs = small && slot !== 0 ? 1 : slots;

  let looks = 0;
  for (let i = 0; i < runs; i++) {
    const from = (slot + i) % slots;
    if (small && from !== slot) while (looks < SPINS && control.isInside(from)) looks++;
    for (let line = control.take(from, CHUNK); line >= 0; line = control.take(from, CHUNK)) {
      const start = Math.max(0, line * CACHE_LINE - lead);
      const end = Math.min(bytes, Math.min(line + CHUNK, control.end(from)) * CACHE_LINE - lead);
      const n = (end - start) / 4;
      if (binary) kernel(x + start, dy === NONE ? NONE : dy + start, out + start, n, a, b, c, d, e);
      else kernel(x + start, out + start, n, a, b, c, d, e);
    }
  }
}

/** The whole task on this thread. */
export function alone(kernels: readonly Kernel[], { kernel, operands, x, dy, out, length, a, b, c, d, e }: Task): void {
  if (operands === 2) kernels[kernel](x, dy, out, length, a, b, c, d, e);
  else kernels[kernel](x, out, length, a, b, c, d, e);
}
