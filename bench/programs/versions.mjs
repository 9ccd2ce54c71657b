/** `npm run bench:versions`: this version of the package and another one, in turn in one process. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { misuse, OPTIONS, parseCommandLine, select } from '../../tools/options.mjs';
import { alignedTable } from '../../tools/table.mjs';
import { allCases, functionsOf } from '../cases/functions.mjs';
import { digits, integer, times } from '../reports/figures.mjs';
import { writeResults } from '../reports/results.mjs';
import { described, machine } from '../timing/machine.mjs';
import { runCases } from '../timing/runCase.mjs';

const USAGE = `usage: npm run bench:versions -- [--quick] [--only NAME] [--backend NAME] [--json FILE] DIRECTORY

Times public calls of this version and of the one in DIRECTORY, a built checkout: every function and gradient, with and without
dy, out of place, on arrays from alloc and on ordinary arrays. Says how many times as fast this version is, lists every
ratio under 0.97, and compares the results. Each function has a process of its own, where both versions take turns. A ratio under
0.97 is measured twice more, for longer and in new processes, and the median of the three counts. Takes 5 minutes.
  --only NAME     the functions whose name contains NAME: gelu, leakyRelu.grad, gradDy
  --backend NAME  wasm (the default), or js
  --quick         fewer samples, for a first impression
  --json FILE     keeps the result`;

const SIZES = [16, 1024, 65_536];
/** This version should not be slower than this. */
const LEAST = 0.97;
const FULL = { warmUp: 40, time: 300, leastRounds: 9, mostRounds: 401 };
const QUICK = { warmUp: 10, time: 40, leastRounds: 5, mostRounds: 101 };

const { values, positionals } = parseCommandLine({ ...OPTIONS, backend: { type: 'string', default: 'wasm' } }, USAGE);
const { quick, only, json, backend } = values;
if (positionals.length !== 1) misuse(`one directory is needed, got ${positionals.length}`, USAGE);
if (backend !== 'wasm' && backend !== 'js') misuse(`--backend must be wasm or js, got ${backend}`, USAGE);
const other = resolve(positionals[0]);
if (!existsSync(`${other}/dist`)) misuse(`${other}: no built checkout`, USAGE);

/**
 * One way of calling one function at one size.
 * @typedef {{ memory: 'resident' | 'ordinary', ratio: import('../timing/measure.mjs').Timing, old: number, now: number, different: number }} Comparison
 * @typedef {{ name: string, size: number } & Comparison} Row
 */

const channels = functionsOf('channels');
const cases = select(
  allCases().filter(({ name }) => !name.endsWith('.short')),
  only,
  USAGE,
);

/** @param {readonly { name: string, sizes: readonly number[] }[]} chosen @param {typeof FULL} budget @returns {Promise<Row[]>} */
async function compare(chosen, budget) {
  const script = new URL('../timing/versionsChild.mjs', import.meta.url);
  const results = await runCases(
    chosen.map((one) => ({ ...one, script, more: { other, backend } })),
    budget,
  );
  return results.flatMap(({ name, points }) =>
    points.flatMap(({ size, ...point }) =>
      /** @type {{ comparisons: Comparison[] }} */ (/** @type {unknown} */ (point)).comparisons.map((one) => ({
        name,
        size,
        ...one,
      })),
    ),
  );
}

/** The lengths of whole channels. @param {import('../cases/functions.mjs').Case} one */
const sizesFor = ({ op, options, whole }) =>
  SIZES.filter((size) => !channels.includes(op) || size % ((whole?.arrays?.alpha.length ?? 1) * options.inner) === 0);

const budget = quick ? QUICK : FULL;
const first = await compare(
  cases.map((one) => ({ name: one.name, sizes: sizesFor(one) })),
  budget,
);
/** @param {Row} row */
const isSlow = ({ ratio }) => ratio.median < LEAST;
const slow = first.filter(isSlow);
const jobs = [...new Set(slow.map(({ name }) => name))].map((name) => ({
  name,
  sizes: SIZES.filter((size) => slow.some((row) => row.name === name && row.size === size)),
}));
const longer = { ...budget, time: 2 * budget.time };
const again = [...(await compare(jobs, longer)), ...(await compare(jobs, longer))];
const rows = first.map((row) => {
  if (!isSlow(row)) return row;
  const same = again.filter(
    ({ name, size, memory }) => name === row.name && size === row.size && memory === row.memory,
  );
  return [row, ...same].sort((a, b) => a.ratio.median - b.ratio.median)[1];
});

/** How the docs call the arrays. */
const ARRAYS = { resident: 'from alloc', ordinary: 'ordinary arrays' };
const COLUMNS = SIZES.flatMap((size) =>
  /** @type {const} */ (['resident', 'ordinary']).map((memory) => ({ size, memory })),
).filter(({ memory }) => rows.some((row) => row.memory === memory));
console.log(`${described(machine())}\nagainst ${other}, backend ${backend}\n`);
console.log(
  alignedTable(
    ['this version against the other', ...COLUMNS.map(({ size, memory }) => `${integer(size)}, ${ARRAYS[memory]}`)],
    [...new Set(rows.map(({ name }) => name))].map((name) => [
      name,
      ...COLUMNS.map((column) => {
        const found = rows.find((row) => row.name === name && row.size === column.size && row.memory === column.memory);
        return found === undefined ? '–' : times(found.ratio.median);
      }),
    ]),
    'right',
  ),
);
const missing = cases.filter(({ name }) => !rows.some((row) => row.name === name)).map(({ name }) => name);
if (missing.length > 0) console.log(`\nOnly in this version: ${missing.join(', ')}.`);
const different = rows.filter((row) => row.different > 0);
console.log(`\n${different.length === 0 ? 'All results have equal bits.' : 'Results that differ:'}`);
for (const { name, size, memory, different: count } of different) {
  console.log(`  ${name}, ${integer(size)}, ${ARRAYS[memory]}: ${integer(count)} of ${integer(size)}`);
}
const missed = rows.filter(isSlow).sort((a, b) => a.ratio.median - b.ratio.median);
console.log(`\n${missed.length} of ${rows.length} ratios are under ${LEAST}${missed.length === 0 ? '.' : ':'}`);
for (const { name, size, memory, ratio, old, now } of missed) {
  const quartiles = `${digits(ratio.p25)} to ${digits(ratio.p75)}`;
  console.log(
    `  ${times(ratio.median)} (${quartiles}): ${name}, ${integer(size)}, ${ARRAYS[memory]}, ${digits(old)} ns before, ${digits(now)} now`,
  );
}
if (json !== undefined) writeResults(json, { quick, other, backend, rows });
