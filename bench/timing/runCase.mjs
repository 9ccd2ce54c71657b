/**
 * Each case runs in a process of its own, so that what V8 learned from another case (types, call targets, tiers) does
 * not change it. What is compared within the case runs in that one process, in turn.
 */
import { fork } from 'node:child_process';
import { progressBar } from '../../tools/progress.mjs';
import { integer } from '../reports/figures.mjs';

/**
 * @typedef {Record<string, import('./measure.mjs').Timing>} Timings
 * @typedef {{ size: number, timings: Timings }} Point
 * @typedef {{ name: string, points: Point[] }} Result
 *
 * @typedef {object} Job
 * @property {URL} script the program of the process
 * @property {string} name of the case
 * @property {readonly number[]} sizes
 * @property {object} [more] further arguments of the program
 */

/**
 * @param {readonly Job[]} jobs
 * @param {import('./measure.mjs').Budget} budget
 * @returns {Promise<Result[]>}
 */
export async function runCases(jobs, budget) {
  const bar = progressBar(jobs.flatMap(({ sizes }) => sizes).length);
  const results = [];
  try {
    for (const job of jobs) {
      const points = await runCase(job, budget, ({ size }) =>
        bar.increment({ doing: `${job.name}, ${integer(size)}` }),
      );
      results.push({ name: job.name, points });
    }
  } finally {
    bar.stop();
  }
  return results;
}

/**
 * @param {Job} job
 * @param {import('./measure.mjs').Budget} budget
 * @param {(point: Point) => void} onPoint
 * @returns {Promise<Point[]>}
 */
function runCase({ script, name, sizes, more }, budget, onPoint) {
  return new Promise((resolve, reject) => {
    /** @type {Point[]} */
    const points = [];
    const child = fork(script, [JSON.stringify({ name, sizes, budget, ...more })]);
    child.on('message', (message) => {
      const point = /** @type {Point} */ (message);
      points.push(point);
      onPoint(point);
    });
    child.on('error', reject);
    // 'close' comes after the last message, 'exit' may come before it.
    child.on('close', (code, signal) => {
      if (code === 0) resolve(points);
      else reject(new Error(`the process for ${name} ended with ${signal ?? code}`));
    });
  });
}
