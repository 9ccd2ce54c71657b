/** Timing without the two ways to fool oneself: an array that the branch predictor knows, and a machine that drifts. */

/**
 * More signs than a branch predictor learns by heart. A loop over relu, timed over one array again and again, took 3.4 ns
 * an element up to 4,096 elements, 8.8 at 16,384 and 10 from 65,536 on (Node 20, AMD EPYC).
 */
const FRESH = 131_072;

/** How many arrays of one length it takes to meet that many signs. */
export function windowCount(length: number): number {
  return Math.ceil(FRESH / length);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

/**
 * The median time of each task in milliseconds, the tasks run in turn, round after round: whatever slows the machine
 * down for a while meets them all. `milliseconds`: for all rounds together.
 */
export function inTurn(tasks: readonly (() => void)[], milliseconds: number): number[] {
  const times: number[][] = tasks.map(() => []);
  const end = performance.now() + milliseconds;
  do {
    for (const [i, task] of tasks.entries()) {
      const start = performance.now();
      task();
      times[i].push(performance.now() - start);
    }
  } while (performance.now() < end);
  return times.map(median);
}
