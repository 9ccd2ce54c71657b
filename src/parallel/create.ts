/// <reference lib="esnext.disposable" preserve="true" />
import { options as checkedOptions, integer, known } from '../calls/arguments.js';
import { rebind } from '../calls/binding.js';
import { allocate, type BackendInfo, live, type Members } from '../calls/members.js';
import { DEFAULT_BYTES, MOST_BYTES, PAGE_BYTES } from '../engine/linear.js';
import type * as ops from '../functions/index.js';
import { everyFunction } from '../generated/functions.js';
import type { AsyncBackend } from './backend.js';
import { chooseParallelBackend } from './choose.js';
import { availableCores } from './node.js';
import type { Spawn } from './spawn.js';
import type { Parallel } from './types.js';

const FN = 'createParallelActivations';

/**
 * What to run on. All may be left out.
 *
 * @example
 * ```ts
 * const act = await createParallelActivations({ threads: 2, memoryBytes: 2 ** 20 });
 * act.memory?.buffer.byteLength; // → 1048576
 * await act.dispose();
 * ```
 */
export interface ParallelOptions {
  /** How many threads work, the calling one included: 1 to 256. Default: the cores that are available. */
  readonly threads?: number | undefined;
  /** The size of the shared memory, in bytes, rounded up to pages of 64 KiB. Default 63 MiB. */
  readonly memoryBytes?: number | undefined;
}

/** Every activation in its asynchronous form, over one shared memory. */
export type ParallelActivations = { readonly [Name in keyof typeof ops]: Parallel<(typeof ops)[Name]> } & {
  /**
   * A zeroed Float32Array over the shared memory: threads work on it in place, and other workers may see it too.
   * Throws as the synchronous `alloc` does, and an Error after `dispose()`.
   */
  readonly alloc: Members['alloc'];
  /** The shared memory; one that is not shared where threads cannot share one, and none without WebAssembly. */
  readonly memory: Members['memory'];
  /** What the functions run on, on how many threads at the moment, and why. */
  readonly backend: BackendInfo & {
    /** How many threads work at the moment, the calling one included. */
    readonly threads: number;
  };
  /** Waits for the calls already made, then ends the workers. Later calls are rejected. */
  dispose(): Promise<void>;
} & AsyncDisposable;

const KEYS = known('threads', 'memoryBytes');
const MOST_THREADS = 256;

function checked(given: unknown): { threads: number; memoryBytes: number } {
  const { threads, memoryBytes } = checkedOptions<ParallelOptions>(FN, given, KEYS);
  return {
    threads:
      threads === undefined
        ? Math.min(availableCores(), MOST_THREADS)
        : integer(FN, 'threads', threads, 1, MOST_THREADS),
    memoryBytes:
      memoryBytes === undefined ? DEFAULT_BYTES : integer(FN, 'memoryBytes', memoryBytes, PAGE_BYTES, MOST_BYTES),
  };
}

/** A function on an asynchronous backend. */
type Work = (x: never, options?: never) => Float32Array | Promise<Float32Array>;

/** The instance over a backend. */
function instance(backend: AsyncBackend): ParallelActivations {
  let end: Promise<void> | undefined;

  function checkNotDisposed(fn: string): void {
    if (end !== undefined) throw new Error(`${fn}: these activations have been disposed of`);
  }

  /** A function whose checks throw, and whose work may take longer, as one that always returns a promise, a new one. */
  function promised(fn: string, work: Work) {
    return (x: never, options?: never): Promise<Float32Array> => {
      try {
        checkNotDisposed(fn);
        return Promise.resolve(work(x, options)); // a promise stays what it is
      } catch (error) {
        return Promise.reject(error);
      }
    };
  }

  /** The function and its members. */
  const bound = Object.entries<object>(everyFunction()).map(([name, op]) => {
    const onBackend = rebind(op, backend) as Work;
    const members = Object.entries(onBackend).map(([key, member]) => [
      key,
      typeof member === 'function' ? promised(`${name}.${key}`, member) : member,
    ]);
    return [name, Object.assign(promised(name, onBackend), Object.fromEntries(members))];
  });
  const dispose = () => {
    end ??= backend.end();
    return end;
  };

  return {
    ...Object.fromEntries(bound),
    alloc: (length: number) => {
      checkNotDisposed('alloc');
      return allocate(() => backend, length);
    },
    memory: backend.memory,
    // It changes when a worker fails.
    backend: live(['name', 'reason', 'threads'], () => backend),
    dispose,
    ...(Symbol.asyncDispose && { [Symbol.asyncDispose]: dispose }),
  };
}

/** `createParallelActivations` on workers of any kind, which tests choose. */
export async function createWith(spawn: Spawn, given: ParallelOptions): Promise<ParallelActivations> {
  const { threads, memoryBytes } = checked(given);
  return instance(await chooseParallelBackend(threads, memoryBytes, spawn));
}
