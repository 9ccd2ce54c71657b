import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** More than any of these programs takes; whatever runs longer is killed. */
export const TIMEOUT = 120_000;

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => stop.abort(new Error(name)));

/** Ends every child and the run when this process gets a signal to end. */
export const { signal } = stop;

const execute = promisify(execFile);

/**
 * Runs a program to its end and gives its standard output.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: Record<string, string>, timeout?: number }} options
 */
export async function run(file, args, { cwd, env, timeout = TIMEOUT }) {
  const killSignal = 'SIGKILL';
  try {
    return (await execute(file, args, { cwd, env: { ...process.env, ...env }, timeout, signal, killSignal })).stdout;
  } catch (error) {
    const { killed, message } = /** @type {import('node:child_process').ExecException} */ (error);
    throw new Error(killed ? `${file} was killed after ${timeout} ms` : message.slice(0, 2000));
  }
}
