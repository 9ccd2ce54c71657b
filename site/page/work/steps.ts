/** How far a worker is with what it was asked for. */
export interface Step {
  readonly done: number;
  readonly total: number;
}

/** Gives `request` to a worker of its own, which posts a step at a time, and ends it after the last one or with `signal`. */
export function followSteps<S extends Step>(
  worker: Worker,
  request: unknown,
  signal: AbortSignal,
  onStep: (step: S) => void,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.addEventListener('error', ({ message }) => reject(new Error(message || 'the worker did not start')));
    worker.addEventListener('message', ({ data }: MessageEvent<S>) => {
      onStep(data);
      if (data.done === data.total) resolve();
    });
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
