import { Control, SPINS } from './control.js';
import { type Modules, type SharedKernels, sharedKernels } from './kernels.js';
import type { WorkerInit, WorkerMessage } from './messages.js';
import { runShare, type Task, writeTask } from './share.js';
import type { Spawn, Thread } from './spawn.js';
import { isSplit, isWorthWaking } from './split.js';

/**
 * A call with too little work to wake workers wakes them nevertheless if the previous call that found them asleep began at
 * most this long ago: more calls will probably follow, and find them awake.
 */
const AGAIN_MS = 0.2;

/**
 * After waking workers, none is woken for this many times as long as that took: so waking takes at most a twentieth of the
 * time. Mostly it takes 35 us here (the median of 200 calls of Atomics.notify, on a busy machine). But Linux at times
 * keeps a worker on the core of the calling thread, though another is idle, and for as long as it sleeps in between:
 * the woken worker then runs at once, and until it sleeps again the calling thread waits, for 0.5 ms.
 */
const WAKE_PAUSE = 20;

/** How long a worker may take to start. */
const START_MS = 10_000;

/** The calling thread, which has slot 0, and its workers. One task at a time. */
export class Pool {
  readonly kernels: SharedKernels;
  readonly #control: Control;
  /** The workers that are ready, by slot. */
  readonly #workers = new Map<number, Thread>();
  #slots = [0];
  readonly #failures: string[] = [];
  /** A worker ended inside the task under way. */
  #failed = false;
  /** Resolves the promise that waits for all workers to leave the task under way. */
  #settle: (() => void) | undefined;
  /** When a task last found workers asleep. */
  #lastFoundAsleep = Number.NEGATIVE_INFINITY;
  /** From when on workers may be woken again. */
  #mayWakeFrom = Number.NEGATIVE_INFINITY;
  #ending = false;

  private constructor(kernels: SharedKernels, control: Control) {
    this.kernels = kernels;
    this.#control = control;
  }

  /** Resolves when each worker is ready or has failed to start. */
  static async start(modules: Modules, memory: WebAssembly.Memory, threads: number, spawn: Spawn): Promise<Pool> {
    const control = Control.create(threads);
    const { block } = control;
    const pool = new Pool(sharedKernels(modules, memory), control);
    const slots = Array.from({ length: threads - 1 }, (_, i) => i + 1);
    await Promise.all(slots.map((slot) => pool.#startWorker({ modules, memory, block, slot }, spawn)));
    return pool;
  }

  #startWorker(init: WorkerInit, spawn: Spawn): Promise<void> {
    const { slot } = init;
    return new Promise((resolve) => {
      let over = false;
      const ended = (why: string) => {
        if (over) return;
        over = true;
        clearTimeout(timer);
        this.#remove(slot, why);
        resolve();
      };
      let thread: Thread | undefined;
      const timer = setTimeout(() => {
        // Where this is too late it has started, and its message is on the way.
        if (!this.#control.cancelStart(slot)) return;
        thread?.end();
        ended(`it did not start within ${START_MS / 1000} s`);
      }, START_MS);
      const message = (message: WorkerMessage) => {
        if (message === 'left') return this.#poll();
        clearTimeout(timer);
        this.#add(slot, thread as Thread);
        resolve();
      };
      try {
        thread = spawn({ ended, message });
        thread.post(init);
      } catch (error) {
        ended(String(error));
      }
    });
  }

  #add(slot: number, thread: Thread): void {
    thread.setRef(false);
    this.#workers.set(slot, thread);
    this.#slots = [0, ...this.#workers.keys()].sort((a, b) => a - b);
  }

  #remove(slot: number, why: string): void {
    if (this.#control.markEnded(slot)) this.#failed = true;
    this.#workers.delete(slot);
    this.#slots = this.#slots.filter((other) => other !== slot);
    if (!this.#ending) this.#failures.push(why);
    this.#poll();
  }

  /** How many threads there are now, the calling one included. */
  get threads(): number {
    return this.#slots.length;
  }

  /** Why workers are missing. */
  get failures(): readonly string[] {
    return this.#failures;
  }

  /**
   * A task on all threads. Returns nothing where it is done already; else a promise of whether it was done: `false`
   * where a worker ended inside, so that part of it may be undone or half done.
   */
  run(task: Task): undefined | Promise<boolean> {
    if (!isSplit(task.length, task.cost, this.#slots.length)) {
      task.runAlone();
      return undefined;
    }
    const asleep = this.#countAsleep();
    const wake = asleep > 0 && this.#chooseToWake(task);
    if (!wake && asleep === this.#slots.length - 1) {
      task.runAlone();
      return undefined;
    }
    const control = this.#control;
    this.#failed = false;
    writeTask(control, task, this.#slots);
    control.open();
    if (wake) this.#wake();
    runShare(control, this.kernels, 0);
    for (let i = 0; i < SPINS; i++) if (this.#isOver()) return undefined;
    return this.#allHaveLeft();
  }

  #countAsleep(): number {
    let count = 0;
    for (let i = 1; i < this.#slots.length; i++) if (this.#control.isAsleep(this.#slots[i])) count++;
    return count;
  }

  /** Whether to wake sleeping workers for a task. */
  #chooseToWake({ length, cost }: Task): boolean {
    const now = performance.now();
    const again = now - this.#lastFoundAsleep < AGAIN_MS;
    this.#lastFoundAsleep = now;
    return now >= this.#mayWakeFrom && (again || isWorthWaking(length, cost));
  }

  #wake(): void {
    const start = performance.now();
    this.#control.wake();
    const end = performance.now();
    this.#mayWakeFrom = end + WAKE_PAUSE * (end - start);
  }

  /** Whether all workers are out of the task. */
  #isOver(): boolean {
    for (let i = 1; i < this.#slots.length; i++) if (!this.#control.isOut(this.#slots[i])) return false;
    return true;
  }

  #allHaveLeft(): Promise<boolean> {
    this.#setRefs(true);
    return new Promise((resolve) => {
      this.#settle = () => resolve(!this.#failed);
      this.#poll();
    });
  }

  /** On each message or end of a worker: settles the task under way, where its call waits for it and it is over. */
  #poll(): void {
    const settle = this.#settle;
    if (settle === undefined) return;
    this.#control.requestMessage();
    if (!this.#isOver()) return;
    this.#settle = undefined;
    this.#setRefs(false);
    settle();
  }

  #setRefs(ref: boolean): void {
    for (const thread of this.#workers.values()) thread.setRef(ref);
  }

  /** Ends the workers. No task is under way. */
  async end(): Promise<void> {
    this.#ending = true;
    await Promise.all([...this.#workers.values()].map((thread) => thread.end()));
  }
}
