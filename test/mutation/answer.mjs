/**
 * What a bundle of tests is asked, and what it answers (bundle.mjs).
 * @typedef {{ id: string, ms: number, message?: string }} Result
 * @typedef {{ tests: Result[], isSound: boolean, coverage: import('@stryker-mutator/api/core').MutantCoverage }} Outcome
 * @typedef {{ isLoading?: boolean, mutant?: string, chosen?: string[] | undefined, hitLimit?: number | undefined }} Wanted
 */

const TICK_MS = 100;

/**
 * What a process answers; undefined where that takes too long, or it ends.
 * @param {import('node:child_process').ChildProcess} child @param {Wanted} wanted @param {number} limit
 * @returns {Promise<Outcome | undefined>}
 */
export function answer(child, wanted, limit) {
  return new Promise((settle) => {
    // Ticks and not the clock: a run may be paused.
    let ticks = 0;
    const timer = setInterval(() => {
      if (++ticks * TICK_MS >= limit) child.kill('SIGKILL');
    }, TICK_MS);
    const over = (/** @type {Outcome | undefined} */ outcome) => {
      clearInterval(timer);
      child.removeAllListeners();
      settle(outcome);
    };
    child.once('message', (outcome) => over(/** @type {Outcome} */ (outcome)));
    child.once('exit', () => over(undefined));
    child.send(wanted);
  });
}
