/**
 * Runs all tasks in turn: one run of each, then again one of each, until it is enough. What else the machine does
 * meanwhile then falls on all of them. tinybench and mitata time one task to its end before the next one begins, which is why
 * this loop is our own.
 *
 * @template T
 * @param {readonly ((round: number) => T | Promise<T>)[]} tasks
 * @param {(rounds: number) => boolean} isEnough asked before each round, with the number of those that are over
 * @returns {Promise<T[][]>} the results of each task, one for each round
 */
export async function inTurn(tasks, isEnough) {
  const results = tasks.map(() => /** @type {T[]} */ ([]));
  for (let round = 0; !isEnough(round); round++) {
    for (const [i, task] of tasks.entries()) results[i].push(await task(round));
  }
  return results;
}
