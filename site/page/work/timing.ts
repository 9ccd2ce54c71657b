/**
 * Timing with a browser's clock, which ticks in steps of up to a millisecond: a sample runs for long enough that a
 * step is a few percent of it. tinybench times each call, and one contender after the other; here calls are too short
 * for that, and contenders take turns, so that a machine that slows down slows them all.
 */
const SAMPLE_MS = 25;
/** Turns for each figure; odd, so that the median is one of them. */
export const TURNS = 7;

/** Where it returns a promise, it is done when that is. */
export type Work = () => unknown;

/** Milliseconds that `passes` runs of `work` take. */
async function sample(work: Work, passes: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < passes; i++) {
    const rest = work();
    if (rest instanceof Promise) await rest;
  }
  return performance.now() - start;
}

/**
 * A sample that is long enough for the clock: of `passes` runs, or of more where those were too few, as they are if another
 * program slowed down the run that they were counted in.
 */
export async function longSample(work: Work, passes: number): Promise<{ passes: number; time: number }> {
  for (let count = passes; ; count *= 2) {
    const time = await sample(work, count);
    if (time >= SAMPLE_MS / 4) return { passes: count, time };
  }
}

/** How many passes make a sample. Also warms the work up. */
export async function passesFor(work: Work): Promise<number> {
  const { passes, time } = await longSample(work, 1);
  return Math.max(1, Math.round((passes * SAMPLE_MS) / time));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
