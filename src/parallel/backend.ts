import { lengthOf } from '../calls/arguments.js';
import type { Backend } from '../engine/backend.js';
import { isHalf } from '../engine/half.js';
import type { Around, Kernel, Run } from '../engine/kernel.js';
import { arena } from '../engine/linear.js';
import { NONE } from '../engine/none.js';
import { DIRECT, type Mode, ROWS, ROWS_WITH_TERMS, SURROUNDED } from './kernels.js';
import type { Pool } from './pool.js';
import type { Task } from './share.js';

/** A backend whose functions may return before the work is done: then they return a promise of `out`, else nothing. */
export interface AsyncBackend extends Backend<Promise<Float32Array> | undefined> {
  readonly threads: number;
  /** Waits for all calls, then ends the workers. */
  end(): Promise<void>;
}

/** One call. */
interface Call {
  readonly kernel: Kernel;
  /** Its index in the shared binary. */
  readonly index: number;
  readonly x: Float32Array;
  readonly dy: Float32Array | undefined;
  readonly out: Float32Array;
  readonly around: Around | undefined;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  /** On the calling thread, with arrays from anywhere: those outside the shared memory are copied. */
  readonly run: Run;
}

/** All arrays that a call reads and writes. */
function arraysOf({ x, dy, around, out }: Call): [argument: string, array: Float32Array][] {
  const given = { x, dy, bias: around?.bias, alpha: around?.alpha, times: around?.times, out };
  return Object.entries(given).filter((entry): entry is [string, Float32Array] => entry[1] !== undefined);
}

function runAlone({ x, dy, out, a, b, c, d, e, around, run }: Call): void {
  run(x, dy, out, a, b, c, d, e, around);
}

/** The task that a call becomes where all its arrays lie in the shared memory. */
function taskOf(call: Call): Task {
  const { kernel, index, x, dy, out, around, a, b, c, d, e } = call;
  return {
    kernel: index,
    mode: modeOf(kernel, around),
    cost: kernel.cost,
    x: x.byteOffset,
    dy: dy === undefined ? NONE : dy.byteOffset,
    out: out.byteOffset,
    length: x.length,
    unit: kernel.loop === 'rows' ? a * b : 0,
    a,
    b,
    c,
    d,
    e,
    around,
    runAlone: () => runAlone(call),
  };
}

function modeOf({ loop, keepsTerms }: Kernel, around: Around | undefined): Mode {
  if (loop === 'rows') return keepsTerms ? ROWS_WITH_TERMS : ROWS;
  return around === undefined ? DIRECT : SURROUNDED;
}

/**
 * Calls over the shared memory, on the threads of `pool`, one after the other.
 *
 * A call with an array outside runs on the calling thread: workers cannot see such an array, and for the cheap functions the copy is
 * most of the work. So do sums, whose order is that of one thread.
 */
export function threadedBackend(pool: Pool): AsyncBackend {
  const { memory, engine, indexOf } = pool.kernels;
  let { buffer } = memory;
  /** Resolves when the last call that could not be done at once is over. Never rejects. */
  let queue: Promise<void> | undefined;

  function isInside(array: Float32Array): boolean {
    if (isHalf(array)) return false; // it is copied, as arrays from elsewhere are
    if (array.buffer === buffer) return true;
    buffer = memory.buffer; // another object over the same bytes, once memory.grow(0) was called
    return array.buffer === buffer;
  }

  function isAllInside({ x, dy, out, around }: Call): boolean {
    if (!isInside(x) || (out !== x && !isInside(out)) || (dy !== undefined && !isInside(dy))) return false;
    if (around === undefined) return true;
    return [around.bias, around.alpha, around.times].every((array) => array === undefined || isInside(array));
  }

  /** Performs a call. Returns nothing where it is complete, else a promise. */
  function perform(call: Call): Promise<void> | undefined {
    if (call.kernel.loop === 'sums' || !isAllInside(call)) {
      runAlone(call);
      return undefined;
    }
    return pool.run(taskOf(call))?.then((done) => {
      if (!done) redo(call);
    });
  }

  /** After a worker ended inside a task: where the inputs are unchanged, the calling thread repeats the task. */
  function redo(call: Call): void {
    const { kernel, out } = call;
    if (arraysOf(call).some(([argument, array]) => argument !== 'out' && array.byteOffset === out.byteOffset)) {
      throw new Error(
        `${kernel.fn}: a worker ended in the middle of this call, which worked in place: ` +
          'some elements of out are results, some still inputs, and which cannot be told',
      );
    }
    runAlone(call);
  }

  /** A call that waits for others. Its arrays may be detached in the meantime, so they are checked again when they are read. */
  function later(call: Call): () => Promise<void> | undefined {
    const lengths = arraysOf(call).map(([, array]) => lengthOf(array));
    return () => {
      arraysOf(call).forEach(([argument, array], i) => {
        const now = lengthOf(array);
        if (now === lengths[i]) return;
        throw new TypeError(
          `${call.kernel.fn}: ${argument} had ${lengths[i]} elements when the call was made, and has ${now} now`,
        );
      });
      return perform(call);
    };
  }

  /** A call after those before it. Returns the promise of `out`, of this call alone, unless it is finished. */
  function submit(call: Call): Promise<Float32Array> | undefined {
    const pending = queue === undefined ? perform(call) : queue.then(later(call));
    if (pending === undefined) return undefined;
    const over = () => {
      if (queue === turn) queue = undefined;
    };
    const turn = pending.then(over, over);
    queue = turn;
    return pending.then(() => call.out);
  }

  function runner(kernel: Kernel): Run<Promise<Float32Array> | undefined> {
    const index = indexOf.get(kernel.code.name);
    if (index === undefined) throw new TypeError(`the shared kernels lack ${kernel.code.name}`);
    const run = kernel.onWasm(engine);
    return (x, dy, out, a, b, c, d, e, around) => submit({ kernel, index, x, dy, out, around, a, b, c, d, e, run });
  }

  return {
    name: 'wasm',
    get reason() {
      const what = pool.threads === 1 ? 'one thread' : 'threads over one shared memory';
      const failures = pool.failures.map((failure) => `; a worker failed: ${failure}`);
      return `WebAssembly SIMD runs here, on ${what}${failures.join('')}`;
    },
    get threads() {
      return pool.threads;
    },
    memory,
    alloc: arena(memory, 0, 'createParallelActivations'),
    kernel: runner,
    end: async () => {
      await queue;
      await pool.end();
    },
  };
}
