import type { Backend } from '../engine/backend.js';
import { arena } from '../engine/linear.js';
import { NONE } from '../engine/none.js';
import type { KernelName } from '../generated/kernels.js';
import type { Pool } from './pool.js';
import type { Task } from './share.js';

/** A backend whose functions may return before the work is done: then they give a promise of `out`, else nothing. */
export interface AsyncBackend extends Backend<Promise<Float32Array> | undefined> {
  readonly threads: number;
  /** Waits for all calls, then ends the workers. */
  end(): Promise<void>;
}

/** One call, and the task that it becomes where all its arrays lie in the shared memory. */
interface Call {
  readonly name: KernelName;
  readonly kernel: number;
  readonly operands: 1 | 2;
  readonly cost: number;
  readonly x: Float32Array;
  readonly dy: Float32Array | undefined;
  readonly out: Float32Array;
  readonly length: number;
  /** What else the kernel reads. */
  readonly alpha?: Float32Array;
  /** Elements that one thread has to do together: those of a row. 0: any may be apart. */
  readonly unit: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  /** The same on the calling thread, with arrays from anywhere: they are copied. */
  runOutside(): void;
}

/** A kernel's function in the public API: of reluGrad relu.grad. */
function publicName(kernel: KernelName): string {
  return kernel.replace(/Grad$/, '.grad');
}

/**
 * Calls over `memory`, on the threads of `pool`, one after the other.
 *
 * A call with an array outside goes to `outside`, the synchronous backend, on the calling thread: workers cannot see
 * such an array, and for the cheap functions the copy is most of the work.
 */
export function threadedBackend(pool: Pool, memory: WebAssembly.Memory, outside: Backend): AsyncBackend {
  let { buffer } = memory;
  /** Resolves when the last call that could not be done at once is over. Never rejects. */
  let queue: Promise<void> | undefined;

  function inside(array: Float32Array): boolean {
    if (array.buffer === buffer) return true;
    buffer = memory.buffer; // another object over the same bytes, once memory.grow(0) was called
    return array.buffer === buffer;
  }

  function indexOf(name: KernelName): number {
    const index = pool.kernels.indexOf.get(name);
    if (index === undefined) throw new TypeError(`the shared kernels lack ${name}`);
    return index;
  }

  /** Performs a call. Returns nothing where it is complete, else a promise. */
  function perform(call: Call): Promise<void> | undefined {
    const { name, kernel, operands, cost, x, dy, out, alpha, length, unit, a, b, c, d, e } = call;
    const others = [out, dy, alpha];
    if (!inside(x) || others.some((array) => array !== undefined && array !== x && !inside(array))) {
      call.runOutside();
      return undefined;
    }
    const at = x.byteOffset;
    const task: Task = {
      kernel,
      operands,
      cost,
      x: at,
      dy: dy === undefined ? NONE : dy.byteOffset,
      out: out === x ? at : out.byteOffset,
      length,
      unit,
      a,
      b,
      c,
      d,
      e,
    };
    return pool.run(task)?.then((done) => {
      if (!done) redo(name, task);
    });
  }

  /** After a worker ended inside a task: where the inputs are unchanged, the calling thread repeats the task. */
  function redo(name: KernelName, task: Task): void {
    if (task.out === task.x || (task.operands === 2 && task.out === task.dy)) {
      throw new Error(
        `${publicName(name)}: a worker ended in the middle of this call, which worked in place: ` +
          'some elements of out are results, some still inputs, and which cannot be told',
      );
    }
    pool.runAlone(task);
  }

  /** Performs a call that waited for others: its arrays may have been detached since they were checked. */
  function performLater(call: Call): Promise<void> | undefined {
    const { name, x, dy, out, length } = call;
    for (const [argument, array] of Object.entries({ x, dy, out })) {
      if (array !== undefined && array.length !== length) {
        throw new TypeError(
          `${publicName(name)}: ${argument} had ${length} elements when the call was made, and has ${array.length} now`,
        );
      }
    }
    return perform(call);
  }

  /** A call after those before it. Gives the promise of `out`, of this call alone, unless it is done. */
  function submit(call: Call): Promise<Float32Array> | undefined {
    const pending = queue === undefined ? perform(call) : queue.then(() => performLater(call));
    if (pending === undefined) return undefined;
    const over = () => {
      if (queue === turn) queue = undefined;
    };
    const turn = pending.then(over, over);
    queue = turn;
    return pending.then(() => call.out);
  }

  /** Work of the calling thread alone, after the calls before it. */
  function submitAlone(work: () => void, out: Float32Array): Promise<Float32Array> | undefined {
    if (queue === undefined) {
      work();
      return undefined;
    }
    const turn = queue.then(work).finally(() => {
      if (queue === turn) queue = undefined;
    });
    queue = turn;
    return turn.then(() => out);
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
    unary(name, twin, cost) {
      const kernel = indexOf(name);
      const copying = outside.unary(name, twin, cost);
      return (x, out, a, b, c, d, e) => {
        const runOutside = () => copying(x, out, a, b, c, d, e);
        return submit({
          name,
          kernel,
          operands: 1,
          cost,
          x,
          dy: undefined,
          out,
          length: x.length,
          unit: 0,
          a,
          b,
          c,
          d,
          e,
          runOutside,
        });
      };
    },
    binary(name, twins, cost) {
      const kernel = indexOf(name);
      const copying = outside.binary(name, twins, cost);
      return (x, dy, out, a, b, c, d, e) => {
        const runOutside = () => copying(x, dy, out, a, b, c, d, e);
        return submit({
          name,
          kernel,
          operands: 2,
          cost,
          x,
          dy,
          out,
          length: x.length,
          unit: 0,
          a,
          b,
          c,
          d,
          e,
          runOutside,
        });
      };
    },
    rows(name, twin, cost) {
      const kernel = indexOf(name);
      const copying = outside.rows(name, twin, cost);
      return (x, dy, out, size) => {
        const runOutside = () => copying(x, dy, out, size);
        const operands = dy === undefined ? 1 : 2;
        const call = { name, kernel, operands, cost, x, dy, out, length: x.length, unit: size } as const;
        return submit({ ...call, a: size, b: 0, c: 0, d: 0, e: 0, runOutside });
      };
    },
    channels(name, twin, cost) {
      const copying = outside.channels(name, twin, cost);
      return (x, dy, out, alpha, inner, kink) => submitAlone(() => copying(x, dy, out, alpha, inner, kink), out);
    },
    channelSums(name, twin) {
      const kernel = pool.kernels.list[indexOf(name)];
      const copying = outside.channelSums(name, twin);
      return (x, dy, out, inner) => {
        const work = () => {
          if ([x, dy, out].every(inside)) {
            kernel(x.byteOffset, dy.byteOffset, out.byteOffset, x.length, out.length, inner);
          } else {
            copying(x, dy, out, inner);
          }
        };
        return submitAlone(work, out);
      };
    },
    end: async () => {
      await queue;
      await pool.end();
    },
  };
}
