// The packed package in every place: see USAGE.

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOptions } from '../../../tools/options.mjs';
import { launch } from './browsers.mjs';
import { commandPlaces } from './commands.mjs';
import { BROWSERS, NOT_TRIED } from './engines.mjs';
import { hostPlaces } from './hosts.mjs';
import { installPackage, installTools } from './install.mjs';
import { preparedPages } from './pages.mjs';
import { signal } from './processes.mjs';
import { faults } from './verdict.mjs';
import { workerdPlaces } from './workerd.mjs';

/**
 * @typedef {{ place: string, engine: string, expected: string, outcome: () => Promise<import('./program/program.mjs').Outcome> }} Place
 * @typedef {{ place: string, engine: string, backend: string, reason: string, hash: string, float16: string, faults: string[] }} Row
 */

const USAGE = `usage: npm run test:places -- [--only WORD] [--record]

Installs the packed package and tries it in every place: Node, Deno, Bun, workerd, and pages and workers in browsers, which
have to be installed. Fails where one gives other bits, another backend than expected, or an error. Engines that have Float16Array
run all functions on float16 arrays too, and give one second hash.

  --only WORD  only places and engines with that word in their names, and Node as an ES module, which has the bits
  --record     where all is well, the results become test/platforms/places/RESULTS.json, for npm run places:report`;

const { record, only } = parseOptions(
  { record: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
  USAGE,
);

const app = mkdtempSync(join(tmpdir(), 'places-'));
process.on('exit', () => rmSync(app, { recursive: true, force: true }));

/** @type {Row[]} */
const rows = [];
/** The first place's, which is Node's. @type {Record<string, string> | undefined} */
let reference;
/** Those on float16 arrays, of the first place whose engine has them. @type {Record<string, string> | undefined} */
let halfReference;

/** One hash of all. @param {Record<string, string>} hashes */
const digest = (hashes) =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(hashes).sort()))
    .digest('hex')
    .slice(0, 16);

/** @param {Place} place */
async function attempt({ place, engine, expected, outcome }) {
  signal.throwIfAborted();
  if (reference !== undefined && !`${place} ${engine}`.includes(only)) return;
  /** @type {Row} */
  const row = { place, engine, backend: '', reason: '', hash: '', float16: '', faults: [] };
  try {
    const found = await outcome();
    if (found.flushes) {
      console.log(
        `skipped ${place}: ${engine} flushes subnormal numbers to zero there in JavaScript too: no program has the bits`,
      );
      return;
    }
    reference ??= found.hashes;
    row.backend = found.backend;
    row.reason = found.reason;
    row.hash = digest(found.hashes);
    halfReference ??= found.float16?.hashes;
    row.float16 = found.float16 === undefined ? 'none' : digest(found.float16.hashes);
    row.faults = faults(found, expected, reference, halfReference);
  } catch (error) {
    row.faults = [error instanceof Error ? error.message : String(error)];
  }
  rows.push(row);
  console.log(
    `${row.faults.length === 0 ? 'ok    ' : 'FAILED'} ${place}: ${engine} ${row.backend} ${row.hash} float16 ${row.float16}`,
  );
  for (const fault of row.faults) console.log(`       ${fault}`);
}

await installTools();
await installPackage(app);

for (const place of [...commandPlaces(app), ...hostPlaces(app), ...workerdPlaces(app)]) await attempt(place);

const pages = preparedPages(app);
for (const data of BROWSERS) {
  const launched = launch(data);
  try {
    const { engine } = await launched.catch(() => ({ engine: data.name }));
    for (const { place, expected, outcome } of pages) {
      await attempt({ place, engine, expected: expected(data.name), outcome: async () => outcome(await launched) });
    }
  } finally {
    await launched.then((browser) => browser.close()).catch(() => {});
  }
}

console.table(rows.map(({ faults, reason: _, ...row }) => ({ ...row, ok: faults.length === 0 })));
for (const { place, why } of NOT_TRIED) console.log(`not tried: ${place}: ${why}`);

if (rows.some(({ faults }) => faults.length > 0)) {
  process.exitCode = 1;
} else if (record && only === '') {
  const tried = rows.map(({ faults: _, ...row }) => row);
  const results = { date: new Date().toISOString().slice(0, 10), tried, notTried: NOT_TRIED };
  writeFileSync(new URL('RESULTS.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
}
