import { BYTES, CHUNK, type Control, DY, KERNEL, OPERANDS, OUT, X } from './control.js';
import type { Kernel } from './kernels.js';

/** One kernel over one range of the shared memory. `dy` counts where the kernel takes it; `length` in elements. */
export interface Task {
  readonly kernel: number;
  readonly operands: 1 | 2;
  readonly x: number;
  readonly dy: number;
  readonly out: number;
  readonly length: number;
  readonly constants: readonly number[];
}

const CACHE_LINE = 64;

/**
 * A chunk: large enough that taking one, some 40 ns besides the kernel's own time here, does not show (a kernel does
 * 32 KiB in 0.5 us); small enough that threads end together, and that little is left where a worker comes late.
 */
const LEAST_CHUNK = 32 * 1024;
const MOST_CHUNK = 128 * 1024;
const CHUNKS_PER_THREAD = 2;

/** Writes a task into the block, cut into chunks, a run of neighbours for each slot. Calling thread, task closed. */
export function writeTask(control: Control, task: Task, slots: readonly number[]): void {
  const bytes = 4 * task.length;
  // Measured from the line in which `out` begins, so that chunks meet where lines of `out` do.
  const span = bytes + (task.out % CACHE_LINE);
  const even = Math.ceil(span / (slots.length * CHUNKS_PER_THREAD) / CACHE_LINE) * CACHE_LINE;
  const chunk = Math.min(MOST_CHUNK, Math.max(LEAST_CHUNK, even));
  const chunks = Math.ceil(span / chunk);

  const words = control.task;
  words[KERNEL] = task.kernel;
  words[OPERANDS] = task.operands;
  words[X] = task.x;
  words[DY] = task.dy;
  words[OUT] = task.out;
  words[BYTES] = bytes;
  words[CHUNK] = chunk;
  control.constants.set(task.constants); // throws where there are more than the block has room for

  let next = 0;
  slots.forEach((slot, i) => {
    const end = Math.floor((chunks * (i + 1)) / slots.length);
    control.setAside(slot, next, end);
    next = end;
  });
}

/** Does chunks until none is left: first those of `slot`, which stay in this core's cache, then the others'. */
export function share(control: Control, kernels: readonly Kernel[], slot: number): void {
  const { task, slots } = control;
  const kernel = kernels[task[KERNEL]];
  const binary = task[OPERANDS] === 2;
  const x = task[X];
  const dy = task[DY];
  const out = task[OUT];
  const size = task[CHUNK];
  const bytes = task[BYTES];
  const lead = out % CACHE_LINE;
  const constants: number[] = [];
  // As many as the kernel takes besides two addresses, or three, and the length.
  for (let i = 0; i < kernel.length - task[OPERANDS] - 2; i++) constants.push(control.constants[i]);

  for (let i = 0; i < slots; i++) {
    const from = (slot + i) % slots;
    for (let chunk = control.take(from); chunk >= 0; chunk = control.take(from)) {
      const start = Math.max(0, chunk * size - lead);
      const length = (Math.min(bytes, (chunk + 1) * size - lead) - start) / 4;
      if (binary) kernel(x + start, dy + start, out + start, length, ...constants);
      else kernel(x + start, out + start, length, ...constants);
    }
  }
}

/** The whole task on this thread. */
export function alone(kernels: readonly Kernel[], { kernel, operands, x, dy, out, length, constants }: Task): void {
  if (operands === 2) kernels[kernel](x, dy, out, length, ...constants);
  else kernels[kernel](x, out, length, ...constants);
}
