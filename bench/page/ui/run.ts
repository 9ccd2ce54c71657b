import type { JobName, Request, Step } from '../work/jobs.js';
import { find } from './dom.js';

/** Runs one job in a worker of its own, which takes its memory with it when it ends. */
function inWorker<N extends JobName>(
  name: N,
  request: Request<N>,
  signal: AbortSignal,
  onStep: (step: Step<N>) => void,
): Promise<void> {
  const worker = new Worker(new URL('../work/worker.ts', import.meta.url), { type: 'module' });
  return new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.addEventListener('error', ({ message }) => reject(message || 'the worker did not start'));
    worker.addEventListener('message', ({ data }: MessageEvent<Step<N>>) => {
      onStep(data);
      if (data.done === data.total) resolve();
    });
    worker.postMessage({ name, request });
  }).finally(() => worker.terminate());
}

interface Run<N extends JobName> {
  /** Reads the form, and clears what the last run showed. */
  start(): Request<N>;
  step(step: Step<N>): void;
  /** What to say at the end. */
  finish(): string;
}

/** Lets the form of a section start and stop a job, with its progress bar and its spoken status. */
export function runOnSubmit<N extends JobName>(section: HTMLElement, name: N, run: Run<N>): void {
  const form = find(HTMLFormElement, 'form', section);
  const button = find(HTMLButtonElement, '.run', form);
  const progress = find(HTMLProgressElement, 'progress', section);
  const progressRow = find(HTMLElement, '.progress', section);
  const status = find(HTMLElement, '.status', section);
  const label = button.textContent;
  let running: AbortController | undefined;

  /** One job at a time: two would share the processor, and the timing would show it. */
  function setRunning(controller: AbortController | undefined): void {
    running = controller;
    button.textContent = controller === undefined ? label : 'Stop';
    button.formNoValidate = controller !== undefined; // a form filled in wrongly must not keep a job from stopping
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
    setRunning(controller);
    progress.value = 0;
    status.textContent = 'Running…';
    try {
      await inWorker(name, run.start(), controller.signal, (step) => {
        progress.value = step.done / step.total;
        run.step(step);
      });
      status.textContent = run.finish();
    } catch (error) {
      status.textContent = controller.signal.aborted ? 'Stopped.' : `Failed: ${error}`;
    } finally {
      setRunning(undefined);
    }
  });
}
