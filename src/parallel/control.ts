/**
 * The control block: how the calling thread hands a task to its workers, in one small SharedArrayBuffer.
 *
 * One word, JOB, counts up: odd while a task is open to workers, even while none is. Each worker has a word of its own,
 * STATE: expected, awake, asleep, inside a task, or gone. All accesses to these are sequentially consistent (Atomics), and:
 *
 * 1. A worker says INSIDE first and looks at JOB after; the calling thread closes JOB first and looks at STATE after.
 *    So either the worker sees that it is closed and turns back, or the calling thread sees that it is inside.
 * 2. Hence, where JOB is even and no worker is inside, only the calling thread touches the block or the arrays. Only
 *    then does it write the next task, and only then does a call settle.
 * 3. The range of a task is cut into chunks. A chunk belongs to the one thread whose Atomics.add took its number, and
 *    the calling thread closes a task when every number is taken. So each chunk is done exactly once, and with rule 2
 *    all of them are done, unless a worker ends inside.
 * 4. A worker that ended inside a task may have left a chunk undone or half done: that task has failed. A worker that
 *    ended anywhere else has taken nothing with it.
 * 5. A worker says ASLEEP before it waits on JOB; the calling thread opens JOB before it looks who is asleep. So nobody
 *    sleeps through a task, except where the calling thread does not care to wake him, which costs nothing but time.
 * 6. The calling thread says WAITING first and looks at STATE after; a worker leaves first and looks at WAITING after.
 *    So either the calling thread sees that all have left, or the last to leave sends a message.
 *
 * The calling thread never depends on a worker that is not inside: one that sleeps, starts late or is gone costs speed.
 */

/** Words in a cache line of 64 bytes: what one thread writes often lies in a line of its own. */
const LINE = 16;

/** Line 0: JOB alone, since workers read it all the time. */
const JOB = 0;

/** Line 1: the task, written by the calling thread while JOB is even. Addresses and sizes in bytes. */
const TASK = LINE;
export const KERNEL = 0;
export const OPERANDS = 1;
export const X = 2;
export const DY = 3;
export const OUT = 4;
export const BYTES = 5;
export const CHUNK = 6;
/** Its second half: the edge and the parameters of an activation, as float32. */
const CONSTANTS = 8;
export const MOST_CONSTANTS = LINE - CONSTANTS;

/** Line 2: whether the calling thread waits for a message. */
const WAITING = 2 * LINE;

/** Then one line for the calling thread (slot 0) and for each worker: its STATE, and the chunks set aside for it. */
const STATE = 0;
const NEXT = 1;
const END = 2;
const FIRST_SLOT = 3;
const lineOf = (slot: number) => (FIRST_SLOT + slot) * LINE;

const EXPECTED = 0;
const AWAKE = 1;
const ASLEEP = 2;
const INSIDE = 3;
const GONE = 4;

/**
 * How often a thread looks before it waits: for 45 us here (`node bench/parallel.mjs` prints it), about what waking a
 * sleeping worker costs. Looks are counted, since clocks are coarse in browsers.
 */
export const SPINS = 5_000;

export class Control {
  readonly block: SharedArrayBuffer;
  readonly slots: number;
  /** The task, as whole numbers, and its constants. Plain accesses: rule 2 orders them. */
  readonly task: Uint32Array;
  readonly constants: Float32Array;
  readonly #words: Int32Array;

  constructor(block: SharedArrayBuffer) {
    this.block = block;
    this.slots = block.byteLength / 4 / LINE - FIRST_SLOT;
    this.#words = new Int32Array(block);
    this.task = new Uint32Array(block, 4 * TASK, CONSTANTS);
    this.constants = new Float32Array(block, 4 * (TASK + CONSTANTS), MOST_CONSTANTS);
  }

  static create(slots: number): Control {
    return new Control(new SharedArrayBuffer(4 * lineOf(slots)));
  }

  /** Sets chunks aside for a slot. Calling thread, while the task is closed. */
  setAside(slot: number, next: number, end: number): void {
    const line = lineOf(slot);
    this.#words[line + NEXT] = next;
    this.#words[line + END] = end;
  }

  /** The number of a chunk that is now the caller's to do, from those set aside for `slot`; -1 where none is left. */
  take(slot: number): number {
    const words = this.#words;
    const line = lineOf(slot);
    const end = words[line + END];
    // A look first: the add would pull the line over from the core that works through it.
    if (Atomics.load(words, line + NEXT) >= end) return -1;
    const chunk = Atomics.add(words, line + NEXT, 1);
    return chunk < end ? chunk : -1;
  }

  // The calling thread's side.

  isAsleep(slot: number): boolean {
    return Atomics.load(this.#words, lineOf(slot) + STATE) === ASLEEP;
  }

  open(): void {
    Atomics.add(this.#words, JOB, 1);
  }

  wake(): void {
    Atomics.notify(this.#words, JOB);
  }

  close(): void {
    Atomics.add(this.#words, JOB, 1);
  }

  isInside(slot: number): boolean {
    return Atomics.load(this.#words, lineOf(slot) + STATE) === INSIDE;
  }

  /** From now on a worker that leaves sends a message; one message for each call of this. */
  askForMessage(): void {
    Atomics.store(this.#words, WAITING, 1);
  }

  /** The worker's thread has ended: whether it was inside a task. */
  strikeOff(slot: number): boolean {
    return Atomics.exchange(this.#words, lineOf(slot) + STATE, GONE) === INSIDE;
  }

  /** A worker that has not signed on by now never will. Returns whether that is so. */
  refuse(slot: number): boolean {
    return Atomics.compareExchange(this.#words, lineOf(slot) + STATE, EXPECTED, GONE) === EXPECTED;
  }

  // A worker's side.

  /** Whether the calling thread still expects it. */
  signOn(slot: number): boolean {
    return Atomics.compareExchange(this.#words, lineOf(slot) + STATE, EXPECTED, AWAKE) === EXPECTED;
  }

  /** Returns when another task than `last` may be open. */
  awaitTask(slot: number, last: number): void {
    const words = this.#words;
    const isNew = (job: number) => job % 2 !== 0 && job !== last;
    for (;;) {
      let job = Atomics.load(words, JOB);
      for (let i = 0; i < SPINS && !isNew(job); i++) job = Atomics.load(words, JOB);
      if (isNew(job)) return;
      const state = lineOf(slot) + STATE;
      Atomics.store(words, state, ASLEEP);
      Atomics.wait(words, JOB, job);
      Atomics.store(words, state, AWAKE);
    }
  }

  /**
   * The number of the task that is open, or `undefined`. In a task the worker is inside, and the task stays as it is
   * until it leaves, which it has to in any case.
   */
  enter(slot: number): number | undefined {
    Atomics.store(this.#words, lineOf(slot) + STATE, INSIDE);
    const job = Atomics.load(this.#words, JOB);
    return job % 2 === 0 ? undefined : job;
  }

  /** Whether the calling thread is to be sent a message. */
  leave(slot: number): boolean {
    Atomics.store(this.#words, lineOf(slot) + STATE, AWAKE);
    if (Atomics.load(this.#words, WAITING) === 0) return false;
    return Atomics.compareExchange(this.#words, WAITING, 1, 0) === 1;
  }
}
