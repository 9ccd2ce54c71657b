import type { ComparisonRequest, ComparisonStep } from './comparison.js';

/** Runs the comparison in a worker of its own, which takes its memory with it when it ends. */
export function measure(
  request: ComparisonRequest,
  signal: AbortSignal,
  onStep: (step: ComparisonStep) => void,
): Promise<void> {
  const worker = new Worker(new URL('./comparison-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.addEventListener('error', ({ message }) => reject(new Error(message || 'the worker did not start')));
    worker.addEventListener('message', ({ data }: MessageEvent<ComparisonStep>) => {
      onStep(data);
      if (data.done === data.total) resolve();
    });
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
