import { find } from './dom.js';

/** Work that a form starts: tells how far it is (0 to 1), ends with what there is to say, and stops with `signal`. */
export type Work = (signal: AbortSignal, onProgress: (done: number) => void) => Promise<string>;

/** `promise`, or a rejection as soon as `signal` says stop. */
export function stoppable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  ]);
}

function timeLeft(start: number, done: number): string {
  const seconds = Math.ceil(((performance.now() - start) / 1000) * (1 / done - 1));
  return seconds < 120 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`;
}

/** Lets the form of a section start and stop work, with its progress bar and its spoken status. */
export function runOnSubmit(section: HTMLElement, work: Work): void {
  const form = find(HTMLFormElement, 'form', section);
  const button = find(HTMLButtonElement, '.run', form);
  const progress = find(HTMLProgressElement, 'progress', section);
  const progressRow = find(HTMLElement, '.progress', section);
  const left = find(HTMLElement, '.left', section);
  const status = find(HTMLElement, '.status', section);
  const label = button.textContent;
  let running: AbortController | undefined;

  /** One at a time: two would share the processor, and the timing would show it. */
  function setRunning(controller: AbortController | undefined): void {
    running = controller;
    button.textContent = controller === undefined ? label : 'Stop';
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
      status.textContent = await work(controller.signal, (done) => {
        progress.value = done;
        left.textContent = done > 0 ? timeLeft(start, done) : '';
      });
    } catch (error) {
      status.textContent = controller.signal.aborted ? 'Stopped.' : `Failed: ${error}`;
    } finally {
      setRunning(undefined);
    }
  });
}
