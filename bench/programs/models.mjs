/** `npm run bench:models`: whole models of @tensorflow/tfjs-layers learn, with and without `accelerate(tf)`. */
import { fork } from 'node:child_process';
import { misuse, OPTIONS, parseOptions, select } from '../../tools/options.mjs';
import { progressBar } from '../../tools/progress.mjs';
import { backends, models } from '../cases/models.mjs';
import { install, versions } from '../peers/install.mjs';
import { modelsTable } from '../reports/models.mjs';
import { writeResults } from '../reports/results.mjs';
import { described, machine } from '../timing/machine.mjs';

const USAGE = `usage: npm run bench:models -- [--quick] [--only NAME] [--backend NAME] [--json FILE]

Trains whole models of @tensorflow/tfjs-layers on TensorFlow.js's backends 'wasm' and 'cpu', two copies of each in turn in
one process: one with TensorFlow.js's own kernels, one after accelerate(tf). Prints the median times of a prediction and of a
training step, and how far the losses come to lie apart. Takes 5 minutes on 'wasm', and half an hour more on 'cpu'.

  --only NAME     the models whose name contains NAME: ${models.map(({ name }) => name).join(', ')}
  --backend NAME  ${backends.join(' or ')}; both if it is left out
  --quick         a few steps of each, for a first impression
  --json FILE     keeps the result: docs/tensorflow.md shows bench/results/models.json`;

/** Enough for a few steps that count. */
const QUICK_STEPS = 8;

const { quick, only, backend, json } = parseOptions({ ...OPTIONS, backend: { type: 'string' } }, USAGE);
const chosen = backends.filter((one) => backend === undefined || one === backend);
if (chosen.length === 0) misuse(`--backend must be ${backends.join(' or ')}, got ${backend}`, USAGE);
install();
const jobs = select(models, only, USAGE).flatMap(({ name, steps }) =>
  chosen.map((one) => ({ name, backend: one, steps: quick ? QUICK_STEPS : steps })),
);

/** @param {typeof jobs[number]} job @param {() => void} onStep */
function run(job, onStep) {
  return new Promise((resolve, reject) => {
    /** @type {import('../reports/models.mjs').Run | undefined} */
    let result;
    const child = fork(new URL('../peers/modelChild.mjs', import.meta.url), [JSON.stringify(job)]);
    child.on('message', (/** @type {{ result?: import('../reports/models.mjs').Run }} */ message) => {
      if (message.result === undefined) onStep();
      else result = message.result;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0 && result !== undefined) resolve(result);
      else reject(new Error(`the process for ${job.name} on ${job.backend} ended with ${signal ?? code}`));
    });
  });
}

const bar = progressBar(2 * jobs.reduce((sum, { steps }) => sum + steps, 0));
/** @type {import('../reports/models.mjs').Run[]} */
const runs = [];
try {
  for (const job of jobs) runs.push(await run(job, () => bar.increment({ doing: `${job.name}, ${job.backend}` })));
} finally {
  bar.stop();
}

console.log(described(machine()));
console.log(`${versions().join(', ')}\n\n${modelsTable(runs)}`);
if (json !== undefined) writeResults(json, { quick, versions: versions(), runs });
