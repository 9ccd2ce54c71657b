// TypeDoc needs an older TypeScript than this repository, so it is installed in this folder.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOptions } from '../../tools/options.mjs';

const USAGE = `usage: npm run build:site

Builds the static site in build/site/: the page, and under api/ the documentation and the API reference.`;

parseOptions({}, USAGE);

const here = fileURLToPath(new URL('.', import.meta.url));
const site = join(here, '../../build/site');

/** @param {string} file */
const changed = (file) => statSync(join(here, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** @param {string} command @param {string[]} args */
function run(command, ...args) {
  execFileSync(command, args, { cwd: here, stdio: ['ignore', 'inherit', 'inherit'] });
}

if (changed('node_modules/.package-lock.json') < changed('package-lock.json')) {
  run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
}
rmSync(site, { recursive: true, force: true });
cpSync(join(here, '../page/dist'), site, { recursive: true });

// The hashes that the page compares with, and how they were made.
cpSync(join(here, '../../test/golden'), join(site, 'golden'), { recursive: true });

// The page has links to the documentation, which show where that is.
const index = join(site, 'index.html');
const page = readFileSync(index, 'utf8');
const hidden = / data-documentation hidden/g;
if (!hidden.test(page)) throw new Error('site/page/index.html has no links to the documentation');
writeFileSync(index, page.replaceAll(hidden, ''));

run(process.execPath, 'node_modules/typedoc/bin/typedoc');
