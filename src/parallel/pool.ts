import { Control, SPINS } from './control.js';
import { type SharedKernels, sharedKernels } from './kernels.js';
import { alone, share, type Task, writeTask } from './share.js';
import type { Spawn, Thread } from './spawn.js';

/**
 * A task of fewer elements stays on the calling thread. relu in place of 16,384 elements, awaited, took 1.1 us on two
 * threads and 1.4 on one (medians of 200,000 calls, Node 20, when nothing else ran; `node bench/parallel.mjs` has more).
 */
export const LEAST_TO_SPLIT = 16_384;

/**
 * Waking a sleeping worker takes the calling thread about 35 us here (the median of 200 calls of Atomics.notify, on a
 * busy machine), in which it would do some 400,000 elements. So below this many, sleeping workers are woken only where
 * the last task is no more than AGAIN_MS ago: in a row of calls, which they will then be awake for.
 */
const LEAST_TO_WAKE = 1_048_576;
const AGAIN_MS = 0.1;

/** How long a worker may take to start. */
const START_MS = 10_000;

/** The calling thread, which has slot 0, and its workers. One task at a time. */
export class Pool {
  readonly kernels: SharedKernels;
  readonly #control: Control;
  /** The workers that are ready, by slot. */
  readonly #workers = new Map<number, Thread>();
  #slots = [0];
  readonly #troubles: string[] = [];
  /** A worker ended inside the task under way. */
  #failed = false;
  /** Tells whoever waits that all workers have left the task under way. */
  #settle: (() => void) | undefined;
  /** When a task last found workers asleep. */
  #lastWish = Number.NEGATIVE_INFINITY;
  #ending = false;

  private constructor(kernels: SharedKernels, control: Control) {
    this.kernels = kernels;
    this.#control = control;
  }

  /** Resolves when each worker is ready or has failed to start. */
  static async start(
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    threads: number,
    spawn: Spawn,
  ): Promise<Pool> {
    const control = Control.create(threads);
    const { block } = control;
    const pool = new Pool(sharedKernels(module, memory), control);
    const slots = Array.from({ length: threads - 1 }, (_, i) => i + 1);
    await Promise.all(slots.map((slot) => pool.#startWorker({ module, memory, block, slot }, spawn)));
    return pool;
  }

  #startWorker(orders: Parameters<Thread['tell']>[0], spawn: Spawn): Promise<void> {
    const { slot } = orders;
    return new Promise((resolve) => {
      let over = false;
      const ended = (why: string) => {
        if (over) return;
        over = true;
        clearTimeout(timer);
        this.#lose(slot, why);
        resolve();
      };
      let thread: Thread | undefined;
      const timer = setTimeout(() => {
        // Where it cannot be refused it has signed on, and its answer is on the way.
        if (!this.#control.refuse(slot)) return;
        thread?.end();
        ended(`it did not start within ${START_MS / 1000} s`);
      }, START_MS);
      const answer = (answer: string) => {
        if (answer === 'left') return this.#look();
        clearTimeout(timer);
        this.#gain(slot, thread as Thread);
        resolve();
      };
      try {
        thread = spawn({ ended, answer });
        thread.tell(orders);
      } catch (error) {
        ended(String(error));
      }
    });
  }

  #gain(slot: number, thread: Thread): void {
    thread.hold(false);
    this.#workers.set(slot, thread);
    this.#slots = [0, ...this.#workers.keys()].sort((a, b) => a - b);
  }

  #lose(slot: number, why: string): void {
    if (this.#control.strikeOff(slot)) this.#failed = true;
    this.#workers.delete(slot);
    this.#slots = this.#slots.filter((other) => other !== slot);
    if (!this.#ending) this.#troubles.push(why);
    this.#look();
  }

  /** How many threads there are now, the calling one included. */
  get threads(): number {
    return this.#slots.length;
  }

  /** Why workers are missing. */
  get troubles(): readonly string[] {
    return this.#troubles;
  }

  /** A task on this thread. */
  alone(task: Task): void {
    alone(this.kernels.list, task);
  }

  /**
   * A task on all threads. Returns nothing where it is done already; else a promise of whether it was done: `false`
   * where a worker ended inside, so that part of it may be undone or half done.
   */
  run(task: Task): undefined | Promise<boolean> {
    const wake = this.#wakes(task);
    if (wake === undefined) {
      this.alone(task);
      return undefined;
    }
    const control = this.#control;
    this.#failed = false;
    writeTask(control, task, this.#slots);
    control.open();
    if (wake) control.wake();
    share(control, this.kernels.list, 0);
    for (let i = 0; i < SPINS; i++) if (this.#isOver()) return undefined;
    return this.#allHaveLeft();
  }

  /** Whether all workers are out of the task. */
  #isOver(): boolean {
    for (let i = 1; i < this.#slots.length; i++) if (!this.#control.isOut(this.#slots[i])) return false;
    return true;
  }

  /** Whether to wake sleeping workers for a task; `undefined` where it is not worth splitting. */
  #wakes({ length }: Task): boolean | undefined {
    if (this.#slots.length === 1 || length < LEAST_TO_SPLIT) return undefined;
    const asleep = this.#asleep();
    if (asleep === 0) return false;
    const now = performance.now();
    const again = now - this.#lastWish < AGAIN_MS;
    this.#lastWish = now;
    if (again || length >= LEAST_TO_WAKE) return true;
    return asleep === this.#slots.length - 1 ? undefined : false;
  }

  #asleep(): number {
    let count = 0;
    for (let i = 1; i < this.#slots.length; i++) if (this.#control.isAsleep(this.#slots[i])) count++;
    return count;
  }

  #allHaveLeft(): Promise<boolean> {
    this.#hold(true);
    return new Promise((resolve) => {
      this.#settle = () => resolve(!this.#failed);
      this.#look();
    });
  }

  /** On each sign of a worker: whether the task under way, if somebody waits for it, is over. */
  #look(): void {
    const settle = this.#settle;
    if (settle === undefined) return;
    this.#control.askForMessage();
    if (!this.#isOver()) return;
    this.#settle = undefined;
    this.#hold(false);
    settle();
  }

  #hold(yes: boolean): void {
    for (const thread of this.#workers.values()) thread.hold(yes);
  }

  /** Ends the workers. No task is under way. */
  async end(): Promise<void> {
    this.#ending = true;
    await Promise.all([...this.#workers.values()].map((thread) => thread.end()));
  }
}
