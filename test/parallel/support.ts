import { Worker } from 'node:worker_threads';
import * as ops from '../../build/modules/functions/elementwise.js';
import { createWith, type ParallelActivations, type ParallelOptions } from '../../build/modules/parallel/create.js';
import type { SharedKernels } from '../../build/modules/parallel/kernels.js';
import type { WorkerInit } from '../../build/modules/parallel/messages.js';
import { type Spawn, spawn, type Thread } from '../../build/modules/parallel/spawn.js';

// The built package: a worker loads a file, not the module that a test runner made of it.
export { ops };
export type Name = keyof typeof ops;
export const names = Object.keys(ops) as Name[];

/** Functions in place of the kernels, which tasks call directly. */
export function kernelsOf(list: SharedKernels['list']): SharedKernels {
  return { list } as SharedKernels;
}

/** An instance whose threads, and what they were started with, a test can reach. */
export interface Fixture {
  readonly act: ParallelActivations;
  readonly threads: Thread[];
  readonly inits: WorkerInit[];
}

export async function createFixture(options: ParallelOptions, begin = spawn): Promise<Fixture> {
  const threads: Thread[] = [];
  const inits: WorkerInit[] = [];
  const act = await createWith((listener) => {
    const thread = begin(listener);
    threads.push(thread);
    return {
      ...thread,
      post(init) {
        inits.push(init);
        thread.post(init);
      },
    };
  }, options);
  return { act, threads, inits };
}

/**
 * Before its `nth` call of one of these functions of Atomics a worker ends itself. Or, where `ms` is given, it sleeps for
 * so long after that call and after each that follows.
 */
export interface Fault {
  readonly functions: readonly string[];
  readonly nth: number;
  readonly ms?: number;
}

/** Threads that run the package's worker with a fault. */
export function faulty(fault: Fault): Spawn {
  return (listener) => {
    const worker = new Worker(new URL('./faultyWorker.mjs', import.meta.url), { workerData: fault, execArgv: [] });
    worker.on('message', listener.message);
    worker.on('exit', () => listener.ended('it had a fault'));
    return {
      post: (init) => worker.postMessage(init),
      end: () => worker.terminate(),
      setRef: (ref) => (ref ? worker.ref() : worker.unref()),
    };
  };
}

/** A turn of the event loop, in which ends of workers are noticed: calls that are done at once leave none. */
export const eventLoopTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Whether a promise is still pending after a turn. */
export async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const over = () => false;
  return Promise.race([promise.then(over, over), eventLoopTurn().then(() => true)]);
}

const GUARD = 64;

/** `count` elements, all `value`, with guards on both sides that must not be written. */
export function guarded(alloc: (length: number) => Float32Array, count: number, value: number, offset = 0) {
  const region = alloc(count + offset + 2 * GUARD).fill(7);
  const array = region.subarray(GUARD + offset, GUARD + offset + count).fill(value);
  return {
    array,
    guardsHold: () =>
      region.subarray(0, GUARD + offset).every((v) => v === 7) &&
      region.subarray(GUARD + offset + count).every((v) => v === 7),
  };
}

/** How often each value occurs. Counts runs of equal ones, since a million entries one by one take a while. */
export function valueCounts(array: Float32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (let start = 0, i = 0; start < array.length; start = i) {
    const value = array[start];
    while (i < array.length && array[i] === value) i++;
    counts.set(value, (counts.get(value) ?? 0) + i - start);
  }
  return counts;
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
