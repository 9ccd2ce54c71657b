/** The machine, the engine and the version, without which a figure means nothing. */
import { execFileSync } from 'node:child_process';
import os from 'node:os';

/** @param {...string} args */
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();

export function machine() {
  const changed = git('status', '--porcelain', '--', 'src', 'assembly') !== '';
  return {
    cpu: os.cpus()[0].model.trim(),
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.arch()}`,
    node: process.versions.node,
    v8: process.versions.v8,
    date: new Date().toISOString().slice(0, 10),
    commit: git('rev-parse', '--short', 'HEAD') + (changed ? ' and changes' : ''),
  };
}

/** @typedef {ReturnType<typeof machine>} Machine */

/** In one line. @param {Machine} about */
export const described = ({ cpu, cores, memoryGiB, system, node, v8, date, commit }) =>
  `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node} (V8 ${v8}), ${date}, commit ${commit}`;
