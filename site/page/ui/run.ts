import { find } from './dom.js';

/** Work that a form starts: tells how far it is (0 to 1), ends with a sentence about the outcome, and stops with `signal`. */
export type Work = (signal: AbortSignal, onProgress: (done: number) => void) => Promise<string>;

export interface Run {
  /** Stops the work, if it runs, and takes its sentence away. */
  clear(): void;
}

/** `promise`, or a rejection as soon as `signal` says stop. */
export function stoppable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  ]);
}

/** The reason of an end that nobody has to be told about. */
const CLEARED = 'cleared';

function timeLeft(start: number, done: number): string {
  const seconds = Math.ceil(((performance.now() - start) / 1000) * (1 / done - 1));
  return seconds < 120 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`;
}

/**
 * Lets the form of a section start and stop work, with its progress bar and its spoken status. `stopped`: the sentence about
 * work that was stopped when so much of it was done.
 */
export function runOnSubmit(section: HTMLElement, work: Work, stopped: (done: number) => string): Run {
  const form = find(HTMLFormElement, 'form', section);
  const button = find(HTMLButtonElement, '.run', form);
  const progress = find(HTMLProgressElement, 'progress', section);
  const progressRow = find(HTMLElement, '.progress', section);
  const left = find(HTMLElement, '.left', section);
  const status = find(HTMLElement, '.status', section);
  const [idle, busy] = ['.idle', '.busy'].map((selector) => find(HTMLElement, selector, button));
  let running: AbortController | undefined;

  /** One at a time: two would share the processor, and the timing would show it. */
  function setRunning(controller: AbortController | undefined): void {
    running = controller;
    idle.hidden = controller !== undefined;
    busy.hidden = controller === undefined;
    progressRow.hidden = controller === undefined;
    for (const other of document.querySelectorAll<HTMLButtonElement>('.run')) {
      other.disabled = other !== button && controller !== undefined;
    }
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (running !== undefined) {
      running.abort();
      return;
    }
    const controller = new AbortController();
    const start = performance.now();
    setRunning(controller);
    progress.value = 0;
    left.textContent = '';
    status.textContent = 'Running…';
    try {
      const outcome = await work(controller.signal, (done) => {
        progress.value = done;
        left.textContent = done > 0 ? timeLeft(start, done) : '';
      });
      if (!controller.signal.aborted) status.textContent = outcome;
    } catch (error) {
      if (!controller.signal.aborted) status.textContent = `Failed: ${error}`;
      else if (controller.signal.reason !== CLEARED) status.textContent = stopped(progress.value);
    } finally {
      setRunning(undefined);
    }
  });

  return {
    clear() {
      running?.abort(CLEARED);
      status.textContent = '';
    },
  };
}
