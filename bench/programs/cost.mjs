/** `npm run bench:cost`: what the import costs: bytes, and time to the first result in a new Node process. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurn } from '../../tools/inTurn.mjs';
import { OPTIONS, parseOptions } from '../../tools/options.mjs';
import { progressBar } from '../../tools/progress.mjs';
import { alignedTable } from '../../tools/table.mjs';
import { weigh, weighByRolldown } from '../../tools/weigh.mjs';
import { nothing, ours, peerImports } from '../cases/imports.mjs';
import { installed } from '../peers/install.mjs';
import { costTable } from '../reports/cost.mjs';
import { writeResults } from '../reports/results.mjs';
import { described, machine } from '../timing/machine.mjs';
import { statistics } from '../timing/measure.mjs';

const USAGE = `usage: npm run bench:cost -- [--quick] [--json FILE] [--before DIRECTORY]

What the import costs: bytes, and the time from the start of a process to the first result. Beside it the peers, where
npm run bench:peers has installed them. Takes 1 minute.
  --quick             fewer processes, for a first impression
  --json FILE         keeps the result
  --before DIRECTORY  a built checkout of another version beside: its bytes for single functions, and its time`;

const { quick, json, before } = parseOptions(
  { quick: OPTIONS.quick, json: OPTIONS.json, before: { type: 'string', default: '' } },
  USAGE,
);
const rounds = quick ? 3 : 15;

const versions =
  before === '' ? [ours] : [ours, { ...ours, name: `wasm-activations in ${before}`, directory: resolve(before) }];
const compared = [nothing, ...versions, ...(installed() ? await peerImports() : [])];

/** A file's size, or that of the files in a directory. @param {string} path */
function bytesOf(path) {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path).reduce((sum, file) => sum + statSync(`${path}/${file}`).size, 0);
}

/** Milliseconds from the start of a new process to the first result. @param {import('../cases/imports.mjs').Import} one */
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

/** Bytes of imports of one function, minified and gzipped. */
async function singleImports() {
  /** @type {string[][]} */
  const rows = [];
  for (const { name, directory } of versions) {
    for (const names of ['{ relu }', '{ gelu }', '{ softmax }', '*']) {
      const source = `export ${names} from 'wasm-activations';`;
      const { gzip } = await weigh(source, directory);
      rows.push([name, names, String(gzip), String(await weighByRolldown(source, directory))]);
    }
  }
  return alignedTable(['bytes, minified and gzipped', 'imported', 'esbuild', 'Rolldown, Vite'], rows, 'right');
}

const bar = progressBar(rounds * compared.length);
const tasks = compared.map((one) => () => {
  bar.increment({ doing: one.name });
  return firstResult(one);
});
const samples = await inTurn(tasks, (round) => round === rounds);
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
const kernels = bytesOf(fileURLToPath(new URL('../../dist/kernels.wasm', import.meta.url)));

console.log(`${described(machine())}\n`);
console.log(`${costTable(imports, kernels)}\n`);
console.log(await singleImports());
if (before !== '') {
  const [start, now, then] = samples;
  const ratios = now.map((ms, i) => (ms - start[i]) / (then[i] - start[i]));
  console.log(
    `\nimport to first result, of the other version's: ${statistics(ratios).median.toFixed(2)}, over an empty process`,
  );
}
if (!installed()) console.log('\nWithout the peers: `npm run bench:peers` installs them.');
if (json !== undefined) writeResults(json, { quick, kernels, imports });
