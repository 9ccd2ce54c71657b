/**
 * How a call is divided over threads: by its work, which is its length times its function's cost, in elements of relu. One
 * core does some 14,000 of them in a microsecond (65,536 in 4.6 us, 2-core AMD EPYC, Node 20, `npm run bench:parallel`).
 * These are pure functions, which every thread calls with the same arguments. Imports nothing: the workers load it too.
 */

export const LINE_BYTES = 64;
const LINE_ELEMENTS = LINE_BYTES / 4;

/**
 * Less work stays on the calling thread: some 9 us. Handing a task to a worker and noticing its end took 0.2 us on a calm
 * machine and 2 us on others of the same kind, where relu of 16,384 elements, 1.2 us of work, took twice as long on two
 * threads as on one, and 65,536 elements as long.
 */
export const LEAST_TO_SPLIT = 131_072;

/** For less work than this no sleeping worker is woken, but in a row of calls (pool.ts): waking takes 35 us here. */
const LEAST_TO_WAKE = 1_048_576;

/**
 * By how much the calling thread's share is larger than a worker's: the work that it can do while a task travels to a
 * worker and the worker's answer back.
 */
const HEAD_START = 3072;

/** The work that a thread takes at once: so little that a late worker leaves little to wait for. */
const CHUNK = 32_768;

/**
 * In a task of fewer chunks than this, no thread takes from a worker that is at work: what lies in its core's cache would
 * have to be fetched from there, and fetched back for the next call over the same array.
 */
const LEAST_TO_STEAL = 8;

/** Whether a call is shared out, where `threads` are there to do it. */
export function isSplit(length: number, cost: number, threads: number): boolean {
  return threads > 1 && length * cost >= LEAST_TO_SPLIT;
}

/** Whether sleeping workers are worth waking for one call. */
export function isWorthWaking(length: number, cost: number): boolean {
  return length * cost >= LEAST_TO_WAKE;
}

/** How many cache lines this much work is. */
const linesOfWork = (work: number, cost: number) => Math.floor(work / (LINE_ELEMENTS * cost));

/** How many cache lines a thread takes at once. */
export function chunkLines(cost: number): number {
  return Math.max(1, linesOfWork(CHUNK, cost));
}

/** Whether threads take from each other's ranges. */
export function isStealing(lines: number, chunk: number): boolean {
  return lines >= LEAST_TO_STEAL * chunk;
}

/** How many of `lines` each worker gets; the calling thread has the others. */
export function workerLines(lines: number, cost: number, threads: number): number {
  return Math.max(0, Math.floor((lines - linesOfWork(HEAD_START, cost)) / threads));
}

/** The cache lines of `out`, from the one in which it begins, so that threads meet where lines do. */
export function lineCount(out: number, bytes: number): number {
  return Math.ceil((bytes + (out % LINE_BYTES)) / LINE_BYTES);
}
