/** `npm run bench:cost`: what the import costs: bytes, and time to the first result in a new Node process. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { builtCheckout } from '../../tools/checkout.mjs';
import { inTurn } from '../../tools/inTurn.mjs';
import { OPTIONS, parseOptions } from '../../tools/options.mjs';
import { progressBar } from '../../tools/progress.mjs';
import { weigh, weighByRolldown, weighByRollup } from '../../tools/weigh.mjs';
import { nothing, ours, peerImports } from '../cases/imports.mjs';
import { installed } from '../peers/install.mjs';
import { costTable, versionsTable } from '../reports/cost.mjs';
import { writeResults } from '../reports/results.mjs';
import { described, machine } from '../timing/machine.mjs';
import { statistics } from '../timing/measure.mjs';

const USAGE = `usage: npm run bench:cost -- [--quick] [--json FILE] [--before DIRECTORY]

What the import costs: bytes, and the time from the start of a process to the first result, of this version and of version 0.2.0, which
is built first. Beside them the peers, where npm run bench:peers has installed them. Takes 3 minutes.
  --quick             fewer processes, for a first impression
  --json FILE         keeps the result
  --before DIRECTORY  version 0.2.0, or another one, built already`;

/** Version 0.2.0, with which the targets compare. */
const BEFORE = '9de25d6';

const { quick, json, before } = parseOptions(
  { quick: OPTIONS.quick, json: OPTIONS.json, before: { type: 'string' } },
  USAGE,
);
const rounds = quick ? 3 : 15;

/** @param {string} directory @returns {import('../cases/imports.mjs').Import} */
function versionIn(directory) {
  const { name, version } = JSON.parse(readFileSync(`${directory}/package.json`, 'utf8'));
  return { ...ours, name: `${name} ${version}`, directory };
}
const versions = [versionIn(ours.directory), versionIn(before === undefined ? builtCheckout(BEFORE) : resolve(before))];
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

/** What a version's package weighs: its files, and the functions that a page imports. @param {import('../cases/imports.mjs').Import} version */
async function weighVersion({ name, directory }) {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: directory,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ unpackedSize, entryCount }] = JSON.parse(packed);
  const bundles = [];
  for (const imported of ['{ relu }', '{ gelu }', '{ softmax }', '*']) {
    const source = `export ${imported} from 'wasm-activations';`;
    const { gzip: esbuild } = await weigh(source, directory);
    const [rollup, vite] = [await weighByRollup(source, directory), await weighByRolldown(source, directory)];
    bundles.push({ imported, esbuild, rollup, vite });
  }
  return { name, unpackedSize, files: entryCount, bundles };
}

const bar = progressBar(rounds * compared.length);
const tasks = compared.map((one) => () => {
  bar.increment({ doing: one.name });
  return firstResult(one);
});
const samples = await inTurn(tasks, (round) => round === rounds);
bar.stop();

const imports = [];
for (const [i, one] of compared.entries()) {
  const { name, bundle, binary, directory } = one;
  imports.push({
    name,
    firstResultMs: statistics(samples[i]),
    ...(bundle === undefined ? {} : await weigh(bundle, directory)),
    ...(binary === undefined ? {} : { binary: bytesOf(binary) }),
    ...(versions.includes(one) ? { inside: bytesOf(`${directory}/dist/kernels.wasm`) } : {}),
  });
}
const weighed = await Promise.all(versions.map(weighVersion));
const [start, now, then] = samples;
const ratio = statistics(now.map((ms, i) => (ms - start[i]) / (then[i] - start[i])));

console.log(`${described(machine())}\n`);
console.log(`${costTable(imports)}\n`);
console.log(versionsTable(weighed, ratio));
if (!installed()) console.log('\nWithout the peers: `npm run bench:peers` installs them.');
if (json !== undefined) writeResults(json, { quick, imports, versions: weighed, ratio });
