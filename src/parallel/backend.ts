import type { Backend } from '../backends/backend.js';
import type { KernelName } from '../generated/kernels.js';
import { arena } from '../memory.js';
import type { Pool } from './pool.js';
import type { Task } from './share.js';

/** A backend whose functions may return before the work is done. */
export interface AsyncBackend extends Backend {
  readonly threads: number;
  /** When the work of the last call is done; `undefined` where it is done already. */
  lastCall(): Promise<void> | undefined;
  /** Waits for all calls, then ends the workers. */
  end(): Promise<void>;
}

/** Elements of an outside array that are copied into the shared memory at once. */
const PIECE = 16_384;
const PIECE_BYTES = PIECE * Float32Array.BYTES_PER_ELEMENT;
/** The start of the memory: one piece of x and of out, one of dy. */
export const SCRATCH_BYTES = 2 * PIECE_BYTES;

interface Call {
  readonly kernel: KernelName;
  readonly x: Float32Array;
  readonly dy: Float32Array | undefined;
  readonly out: Float32Array;
  readonly length: number;
  readonly constants: readonly number[];
}

/** How the caller knows a kernel: reluGradDy as relu.grad. */
function publicName(kernel: KernelName): string {
  return kernel.replace(/Grad(Dy)?$/, '.grad');
}

// Called on the caller's arrays, whose class may have a `set` of its own.
const { set } = Float32Array.prototype;

/** `n` elements of `array` from the `i`th on. Not `subarray`, which asks the array's class to make it. */
function part(array: Float32Array, i: number, n: number): Float32Array {
  return new Float32Array(array.buffer, array.byteOffset + 4 * i, n);
}

/** Calls over `memory`, on the threads of `pool`, one after the other. */
export function threadedBackend(pool: Pool, memory: WebAssembly.Memory): AsyncBackend {
  let { buffer } = memory;
  const xScratch = new Float32Array(buffer, 0, PIECE);
  const dyScratch = new Float32Array(buffer, PIECE_BYTES, PIECE);
  /** Resolves when the last call that could not be done at once is over. Never rejects. */
  let queue: Promise<void> | undefined;
  let last: Promise<void> | undefined;

  function inside(array: Float32Array): boolean {
    if (array.buffer === buffer) return true;
    buffer = memory.buffer; // another object over the same bytes, once somebody has called memory.grow(0)
    return array.buffer === buffer;
  }

  /** Where the kernels find the piece of `array`: where it lies, or in the scratch. */
  function fetch(array: Float32Array, scratch: Float32Array, i: number, n: number): number {
    if (inside(array)) return array.byteOffset + 4 * i;
    set.call(scratch, part(array, i, n));
    return scratch.byteOffset;
  }

  function loaded({ kernel, x, dy, out, constants }: Call, i: number, n: number): Task {
    return {
      kernel: pool.kernels.indexOf.get(kernel) as number,
      operands: dy === undefined ? 1 : 2,
      x: fetch(x, xScratch, i, n),
      dy: dy === undefined ? 0 : fetch(dy, dyScratch, i, n),
      out: inside(out) ? out.byteOffset + 4 * i : xScratch.byteOffset,
      length: n,
      constants,
    };
  }

  /** One piece of a call. Returns nothing where it is done already. */
  function piece(call: Call, i: number, n: number): Promise<void> | undefined {
    const task = loaded(call, i, n);
    const { out } = call;
    const store = () => {
      if (!inside(out)) set.call(out, xScratch.subarray(0, n), i);
    };
    const late = pool.run(task);
    if (late === undefined) {
      store();
      return undefined;
    }
    return late.then((done) => {
      if (!done) redo(call, i, n, task);
      store();
    });
  }

  /** A worker ended in the middle. Where the inputs are still there, this thread does it all again. */
  function redo(call: Call, i: number, n: number, { x, dy, out, operands }: Task): void {
    const overwritten = inside(call.out) && (x === out || (operands === 2 && dy === out));
    if (overwritten) {
      throw new Error(
        `${publicName(call.kernel)}: a worker ended in the middle of this call, which worked in place: ` +
          'some elements of out are results, some still inputs, and which cannot be told',
      );
    }
    pool.alone(loaded(call, i, n));
  }

  /** A call from the `i`th element on. */
  function perform(call: Call, start: number): Promise<void> | undefined {
    const { kernel, x, dy, out, length } = call;
    for (const [name, array] of Object.entries({ x, dy, out })) {
      if (array !== undefined && array.length !== length) {
        throw new TypeError(
          `${publicName(kernel)}: ${name} had ${length} elements when the call was made, and ${array.length} when its turn came`,
        );
      }
    }
    const resident = inside(x) && inside(out) && (dy === undefined || inside(dy));
    const step = resident ? length : PIECE;
    for (let i = start; i < length; i += step) {
      const late = piece(call, i, Math.min(step, length - i));
      if (late !== undefined) return late.then(() => perform(call, i + step));
    }
    return undefined;
  }

  function submit(call: Call): void {
    last = queue === undefined ? perform(call, 0) : queue.then(() => perform(call, 0));
    if (last === undefined) return;
    const over = () => {
      if (queue === turn) queue = undefined;
    };
    const turn = last.then(over, over);
    queue = turn;
  }

  return {
    name: 'wasm',
    get reason() {
      const what = pool.threads === 1 ? 'one thread' : 'threads over one shared memory';
      return [
        `WebAssembly SIMD runs here, on ${what}`,
        ...pool.troubles.map((trouble) => `a worker failed: ${trouble}`),
      ].join('; ');
    },
    get threads() {
      return pool.threads;
    },
    memory,
    alloc: arena(memory, SCRATCH_BYTES, 'createParallelActivations'),
    unary:
      (kernel) =>
      (x, out, ...constants) =>
        submit({ kernel, x, dy: undefined, out, length: x.length, constants }),
    binary:
      (kernel) =>
      (x, dy, out, ...constants) =>
        submit({ kernel, x, dy, out, length: x.length, constants }),
    lastCall: () => last,
    end: async () => {
      await queue;
      await pool.end();
    },
  };
}
