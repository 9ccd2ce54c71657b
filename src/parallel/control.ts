/**
 * The control block: how the calling thread hands a task to its workers, in one small SharedArrayBuffer.
 *
 * One word, TASK_NUMBER, is the number of the last task: odd while the task is open to workers, even once it was closed.
 * Each worker has a word of its own, STATE: starting, asleep, inside a task, ended, or else the number of the last task
 * that it worked on. All accesses to these are sequentially consistent (Atomics), and:
 *
 * 1. A worker sets its STATE to INSIDE first and reads TASK_NUMBER after; the calling thread closes the task first and
 *    reads STATE after. So either the worker sees that it is closed and turns back, or the calling thread sees that it is
 *    inside. A worker that has left a task does not enter it again, so where all have left it, it need not be closed.
 * 2. Hence, where all workers have left the last task, or it is closed and none is inside, only the calling thread touches
 *    the block or the arrays. Only then does it write the next task, and only then does a call settle.
 * 3. A task covers units, cache lines or rows, and each slot has a range of them. A unit belongs to the one thread whose Atomics.add
 *    passed it, and the calling thread goes on until all ranges are used up. So each unit is done exactly once, and with
 *    rule 2 all of them are done, unless a worker ends inside.
 * 4. A worker that ended inside a task may have left a chunk undone or half done: that task has failed. A worker that
 *    ended anywhere else has affected no task.
 * 5. A worker sets its STATE to ASLEEP before it waits on TASK_NUMBER; the calling thread opens the task before it reads
 *    whether workers are asleep. So no worker sleeps through a task unless the calling thread chose not to notify it,
 *    which costs nothing but time.
 * 6. The calling thread sets WAITING first and reads STATE after; a worker leaves first and reads WAITING after. So either
 *    the calling thread sees that all have left, or the last to leave sends a message.
 *
 * The calling thread never depends on a worker that is not inside: one that sleeps, starts late or has ended costs speed.
 * test/protocol/ has all this as a model, and goes through every order of events.
 */

/**
 * Words in a cache line of 64 bytes: what one thread writes often lies in a line of its own, and what is read
 * together lies together, since a line is copied from the other core's cache when it is read (0.05 to 0.3 us here, half
 * of a round trip between two threads).
 */
const LINE = 16;

/** Lines 0 and 1: TASK_NUMBER, which workers read all the time, */
const TASK_NUMBER = 0;

/**
 * and the task, written by the calling thread as rule 2 allows: KERNEL is four times its index, and its mode (share.ts); UNIT is in elements,
 * addresses and sizes in bytes, chunks in units, lengths in elements.
 */
const TASK = TASK_NUMBER + 1;
export const KERNEL = 0;
export const UNIT = 1;
export const X = 2;
export const DY = 3;
export const OUT = 4;
export const BYTES = 5;
export const CHUNK = 6;
/** The kernel's constants, `a` to `e`, as float64: the last one lies in line 1. */
const CONSTANTS = TASK + 7;
/** What surrounds the activation: the address and the length of each array, and `inner`. Written and read in one mode alone. */
export const BIAS = 17;
export const ALPHA = 19;
export const TIMES = 21;
export const INNER = 23;

/** Line 2: whether the calling thread waits for a message. */
const WAITING = 2 * LINE;

/** Then one line for the calling thread (slot 0) and for each worker: its STATE, and what is left of its range. */
const STATE = 0;
const NEXT = 1;
const END = 2;
const FIRST_SLOT = 3;
const lineOf = (slot: number) => (FIRST_SLOT + slot) * LINE;

/** Values of STATE besides the numbers of tasks. */
const STARTING = -1;
const ASLEEP = -2;
const INSIDE = -3;
const ENDED = -4;
/** Tasks are numbered in steps of two, and from the start again: a Smi, which V8 does not allocate. */
const MOST_NUMBERS = 2 ** 30;

/**
 * How often the calling thread polls before it waits for a message: for 0.2 ms on a 2-core AMD EPYC, Node 20.
 * Long, since a thread that sleeps may wake on the other's core, and both then fetch what lies in each other's cache:
 * calls on 65,536 elements took 4.3 us in the mean with 5,000 polls and a worker's 20,000, 3.8 us with these (five runs of
 * 200,000 each, copies of the package in turn). Polls are counted, since clocks are coarse in browsers.
 */
export const SPINS = 25_000;

/** How often a worker polls before it sleeps. */
const WORKER_SPINS = 2 * SPINS;

export class Control {
  readonly block: SharedArrayBuffer;
  readonly slots: number;
  /** The task, as integers, and its constants. Plain accesses: rule 2 orders them. */
  readonly task: Uint32Array;
  readonly constants: Float64Array;
  readonly #words: Int32Array;

  constructor(block: SharedArrayBuffer) {
    this.block = block;
    this.slots = block.byteLength / 4 / LINE - FIRST_SLOT;
    this.#words = new Int32Array(block);
    this.task = new Uint32Array(block, 4 * TASK, WAITING - TASK);
    this.constants = new Float64Array(block, 4 * CONSTANTS, 5);
  }

  static create(slots: number): Control {
    const control = new Control(new SharedArrayBuffer(4 * lineOf(slots)));
    for (let slot = 1; slot < slots; slot++) control.#words[lineOf(slot) + STATE] = STARTING;
    return control;
  }

  /** Gives a slot its range of units. Calling thread, between tasks. */
  setRange(slot: number, next: number, end: number): void {
    const line = lineOf(slot);
    this.#words[line + NEXT] = next;
    this.#words[line + END] = end;
  }

  /** Where the range of `slot` ends. Within a task. */
  end(slot: number): number {
    return this.#words[lineOf(slot) + END];
  }

  /** The first of `count` units, or as many as there are before `end`, that are now the caller's to do; -1: none left. */
  takeChunk(slot: number, count: number): number {
    const words = this.#words;
    const line = lineOf(slot);
    const end = words[line + END];
    // A load first: an add would take the cache line away from the core that uses it.
    if (Atomics.load(words, line + NEXT) >= end) return -1;
    const next = Atomics.add(words, line + NEXT, count);
    return next < end ? next : -1;
  }

  // The calling thread's side.

  isAsleep(slot: number): boolean {
    return Atomics.load(this.#words, lineOf(slot) + STATE) === ASLEEP;
  }

  /** Opens the task that was written. */
  open(): void {
    const number = this.#words[TASK_NUMBER];
    Atomics.store(this.#words, TASK_NUMBER, (number + 2 - ((number + 1) % 2)) % MOST_NUMBERS);
  }

  wake(): void {
    Atomics.notify(this.#words, TASK_NUMBER);
  }

  /** From now on no worker enters the task. */
  close(): void {
    const number = this.#words[TASK_NUMBER];
    if (number % 2 !== 0) Atomics.store(this.#words, TASK_NUMBER, number + 1);
  }

  isInside(slot: number): boolean {
    return Atomics.load(this.#words, lineOf(slot) + STATE) === INSIDE;
  }

  /** Whether the worker is out of the task for good. Where it might still enter, the task is closed. */
  isOut(slot: number): boolean {
    const words = this.#words;
    const state = lineOf(slot) + STATE;
    const seen = Atomics.load(words, state);
    if (seen === INSIDE) return false;
    if (seen === words[TASK_NUMBER] || seen === ENDED) return true;
    this.close();
    return Atomics.load(words, state) !== INSIDE;
  }

  /** From now on a worker that leaves sends a message; one message for each call of this. */
  requestMessage(): void {
    Atomics.store(this.#words, WAITING, 1);
  }

  /** Notes that the worker's thread has ended. Returns whether it was inside a task. */
  markEnded(slot: number): boolean {
    return Atomics.exchange(this.#words, lineOf(slot) + STATE, ENDED) === INSIDE;
  }

  /** Gives up a worker that is still starting: from now on it cannot start. Returns whether that is so. */
  cancelStart(slot: number): boolean {
    return Atomics.compareExchange(this.#words, lineOf(slot) + STATE, STARTING, ENDED) === STARTING;
  }

  // A worker's side.

  /** Ends the start. Returns whether the calling thread has not given the worker up. */
  start(slot: number): boolean {
    return Atomics.compareExchange(this.#words, lineOf(slot) + STATE, STARTING, 0) === STARTING;
  }

  /** Returns when another task than `last` may be open. */
  awaitTask(slot: number, last: number): void {
    const words = this.#words;
    for (;;) {
      let number = 0;
      for (let i = 0; i < WORKER_SPINS; i++) {
        number = Atomics.load(words, TASK_NUMBER);
        if (number % 2 !== 0 && number !== last) return;
      }
      const state = lineOf(slot) + STATE;
      Atomics.store(words, state, ASLEEP);
      Atomics.wait(words, TASK_NUMBER, number);
      Atomics.store(words, state, last);
    }
  }

  /**
   * The number of the task that is open, or `undefined`. In a task the worker is inside, and the task stays as it is
   * until it leaves, which it has to in any case.
   */
  enter(slot: number): number | undefined {
    Atomics.store(this.#words, lineOf(slot) + STATE, INSIDE);
    const number = Atomics.load(this.#words, TASK_NUMBER);
    return number % 2 === 0 ? undefined : number;
  }

  /** `last` is the last task that it worked on. Returns whether the calling thread is to be sent a message. */
  leave(slot: number, last: number): boolean {
    Atomics.store(this.#words, lineOf(slot) + STATE, last);
    if (Atomics.load(this.#words, WAITING) === 0) return false;
    return Atomics.compareExchange(this.#words, WAITING, 1, 0) === 1;
  }
}
