import { Worker } from 'node:worker_threads';
import * as ops from '../../dist/ops/index.js';
import { createWith, type ParallelActivations, type ParallelOptions } from '../../dist/parallel/create.js';
import type { Orders } from '../../dist/parallel/messages.js';
import { type Spawn, spawn, type Thread } from '../../dist/parallel/spawn.js';

// The built package: a worker loads a file, not the module that a test runner made of it.
export { ops };
export type Name = keyof typeof ops;
export const names = Object.keys(ops) as Name[];

/** An instance whose threads and orders a test can reach. */
export interface Rig {
  readonly act: ParallelActivations;
  readonly threads: Thread[];
  readonly orders: Orders[];
}

export async function rig(options: ParallelOptions, begin = spawn): Promise<Rig> {
  const threads: Thread[] = [];
  const orders: Orders[] = [];
  const act = await createWith((listener) => {
    const thread = begin(listener);
    threads.push(thread);
    return {
      ...thread,
      tell(given) {
        orders.push(given);
        thread.tell(given);
      },
    };
  }, options);
  return { act, threads, orders };
}

/**
 * Before its `nth` call of one of these functions of Atomics a worker ends itself. Or, where `ms` is given, it rests for
 * so long after that call and after each that follows.
 */
export interface Disturbance {
  readonly of: readonly string[];
  readonly nth: number;
  readonly ms?: number;
}

/** Threads that run the package's worker, disturbed. */
export function disturbed(how: Disturbance): Spawn {
  return (listener) => {
    const worker = new Worker(new URL('./disturbed.mjs', import.meta.url), { workerData: how, execArgv: [] });
    worker.on('message', listener.answer);
    worker.on('exit', () => listener.ended('it was disturbed'));
    return {
      tell: (orders) => worker.postMessage(orders),
      end: () => worker.terminate(),
      hold: (yes) => (yes ? worker.ref() : worker.unref()),
    };
  };
}

/** A turn of the event loop, in which to hear of workers that ended: calls that are done at once leave none. */
export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Whether a promise is still pending after a turn. */
export async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const over = () => false;
  return Promise.race([promise.then(over, over), turn().then(() => true)]);
}

const GUARD = 64;

/** `count` elements, all `value`, with guards on both sides that nobody is to write. */
export function guarded(alloc: (length: number) => Float32Array, count: number, value: number, offset = 0) {
  const whole = alloc(count + offset + 2 * GUARD).fill(7);
  const array = whole.subarray(GUARD + offset, GUARD + offset + count).fill(value);
  return {
    array,
    guardsHold: () =>
      whole.subarray(0, GUARD + offset).every((v) => v === 7) &&
      whole.subarray(GUARD + offset + count).every((v) => v === 7),
  };
}

/** How often each of these values occurs. Counts runs, since a million entries one by one take a while. */
export function census(array: Float32Array): Map<number, number> {
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
