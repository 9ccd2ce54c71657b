import { check } from './check.js';
import { comparison } from './comparison.js';

/** How far a job is; the last step has done === total. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** What a worker can be asked to do. */
export const jobs = { check, comparison };

export type JobName = keyof typeof jobs;
export type Request<N extends JobName> = Parameters<(typeof jobs)[N]>[0];
export type Step<N extends JobName> = Progress &
  (ReturnType<(typeof jobs)[N]> extends Generator<infer S> | AsyncGenerator<infer S> ? S : never);
