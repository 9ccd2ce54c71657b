import type { ComparisonRequest, ComparisonStep } from './comparison.js';
import { followSteps } from './steps.js';

/** Runs the comparison in a worker of its own, which takes its memory with it when it ends. */
export function measure(
  request: ComparisonRequest,
  signal: AbortSignal,
  onStep: (step: ComparisonStep) => void,
): Promise<void> {
  const worker = new Worker(new URL('./comparison-worker.ts', import.meta.url), { type: 'module' });
  return followSteps(worker, request, signal, onStep);
}
