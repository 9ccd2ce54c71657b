/** `npm run bench:cost`: what the import costs: bytes, and time to the first result in a new Node process. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OPTIONS, parseOptions } from '../tools/options.mjs';
import { progressBar } from '../tools/progress.mjs';
import { weigh } from './bundle.mjs';
import { nothing, ours, peerImports } from './imports.mjs';
import { described, machine, writeResults } from './machine.mjs';
import { installed } from './peers/install.mjs';
import { costTable } from './report/costTable.mjs';
import { statistics } from './timing/measure.mjs';

const USAGE = `usage: npm run bench:cost -- [--quick] [--json FILE]

What the import costs: bytes, and the time from the start of a process to the first result. Beside it the peers, where
npm run bench:peers has installed them. Takes 1 minute.
  --quick      fewer processes, for a first impression
  --json FILE  keeps the result`;

const { quick, json } = parseOptions({ quick: OPTIONS.quick, json: OPTIONS.json }, USAGE);
const rounds = quick ? 3 : 15;

const compared = [nothing, ours, ...(installed() ? await peerImports() : [])];

/** A file's size, or that of the files in a directory. @param {string} path */
function bytesOf(path) {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path).reduce((sum, file) => sum + statSync(`${path}/${file}`).size, 0);
}

/** Milliseconds from the start of a new process to the first result. @param {import('./imports.mjs').Import} one */
function firstResult({ name, first, directory }) {
  const program = `${first}
    const ms = performance.now();
    process.stdout.write('\\n' + JSON.stringify({ ms, second: result[1] }));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: directory,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { ms, second } = JSON.parse(output.slice(output.lastIndexOf('\n')));
  if (second !== 2) throw new Error(`${name}: relu(2) is ${second}`);
  return ms;
}

/** @type {number[][]} */
const samples = compared.map(() => []);
const bar = progressBar(rounds * compared.length);
for (let round = 0; round < rounds; round++) {
  // In turn, so that what else the machine does falls on all of them.
  for (const [i, one] of compared.entries()) {
    samples[i].push(firstResult(one));
    bar.increment({ doing: one.name });
  }
}
bar.stop();

const imports = [];
for (const [i, { name, bundle, binary, directory }] of compared.entries()) {
  imports.push({
    name,
    firstResultMs: statistics(samples[i]),
    ...(bundle === undefined ? {} : await weigh(bundle, directory)),
    ...(binary === undefined ? {} : { binary: bytesOf(binary) }),
  });
}
const kernels = bytesOf(fileURLToPath(new URL('../dist/kernels.wasm', import.meta.url)));

console.log(`${described(machine())}\n`);
console.log(costTable(imports, kernels));
if (!installed()) console.log('\nWithout the peers: `npm run bench:peers` installs them.');
if (json !== undefined) writeResults(json, { quick, kernels, imports });
