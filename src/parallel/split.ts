/**
 * How a call is divided over threads: by its work, which is its length times its function's cost, in elements of relu. One
 * core does some 14,000 of them in a microsecond (65,536 in 4.6 us, 2-core AMD EPYC, Node 20, `npm run bench:parallel`).
 * These are pure functions, which every thread calls with the same arguments. Imports nothing: the workers load it too.
 */

const LINE_BYTES = 64;

/** The bytes of a unit: of what one thread does together. `unit` is how many elements that is, or 0: a cache line of `out`. */
export function unitBytes(unit: number): number {
  return unit === 0 ? LINE_BYTES : 4 * unit;
}

/** How far into its first unit `out` begins: threads meet where cache lines do, or else where rows do. */
export function leadOf(out: number, unit: number): number {
  return unit === 0 ? out % LINE_BYTES : 0;
}

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

/** So much work in units. */
const unitsOfWork = (work: number, cost: number, unit: number) => Math.floor((4 * work) / (unitBytes(unit) * cost));

/** How many units a thread takes at once. */
export function chunkUnits(cost: number, unit = 0): number {
  return Math.max(1, unitsOfWork(CHUNK, cost, unit));
}

/** Whether threads take from each other's ranges. */
export function isStealing(units: number, chunk: number): boolean {
  return units >= LEAST_TO_STEAL * chunk;
}

/** How many of `units` each worker gets; the calling thread has the others. */
export function workerUnits(units: number, cost: number, threads: number, unit = 0): number {
  return Math.max(0, Math.floor((units - unitsOfWork(HEAD_START, cost, unit)) / threads));
}

/** How many units `bytes` at `out` are. */
export function unitCount(out: number, bytes: number, unit = 0): number {
  return Math.ceil((bytes + leadOf(out, unit)) / unitBytes(unit));
}
