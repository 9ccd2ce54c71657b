// Everything that is generated for the elementwise activations: see USAGE.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { integer, parseCommandLine } from './options.mjs';
import { missingPlaces } from './places.mjs';

const USAGE = `usage: npm run generate -- [NAME]... [--threads N]

Makes what is generated for an elementwise activation, from what is written for it (CONTRIBUTING.md lists the places):

- test/golden/NAME.json and test/golden/hardest.json: hashes of all 2^32 results, and the inputs that are hardest to round, for
  each function that has none, and for those that are named, whose reference has changed. Some minutes a function;
- test/golden/sample.json: hashes of a sample, for all functions, in seconds;
- the table in README.md and docs/functions.md, from the doc comments;
- docs/float16.md, by a build and a test that tries all float16 numbers.

Builds the C reference first, which needs gcc, make and MPFR (Debian: apt-get install gcc make libmpfr-dev). Ends with a list of
the places that are still to be written, and with exit code 1 where there are any.

  --threads N   for the hashes (2)`;

const root = fileURLToPath(new URL('../', import.meta.url));

/** @param {string} script @param {...string} args */
const run = (script, ...args) => execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });

/** @param {string} path */
const json = (path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));

const { values, positionals } = parseCommandLine({ threads: { type: 'string', default: '2' } }, USAGE);
integer('threads', values.threads, USAGE, 64);

execFileSync('make', ['-s', '-C', 'test/reference'], { cwd: root, stdio: 'inherit' });
const listed = execFileSync('build/reference/reference', ['list'], { cwd: root, encoding: 'utf8' });
const reference = listed.split('\n').filter((name) => name !== '' && !name.endsWith('.grad'));

const hardest = json('test/golden/hardest.json');
const isComplete = (/** @type {string} */ name) =>
  existsSync(new URL(`../test/golden/${name}.json`, import.meta.url)) && name in hardest && `${name}.grad` in hardest;
const wanted = new Set([...positionals, ...reference.filter((name) => !isComplete(name))]);
if (wanted.size > 0) run('test/reference/golden.mjs', ...wanted, '--threads', values.threads);

run('test/reference/sample.mjs');
run('tools/functions.mjs');

const missing = missingPlaces(root);
if (missing.length === 0) {
  for (const script of ['build', 'docs:float16'])
    execFileSync('npm', ['run', '--silent', script], { cwd: root, stdio: 'inherit' });
}

for (const line of missing) console.error(line);
process.exitCode = missing.length > 0 ? 1 : 0;
