/**
 * `npm run bench:floors`: the ratios that this package has to reach, on the Node that runs this. What this package does alone
 * is measured; figures of peers and threads are those in bench/results/, where the same Node made them.
 */

import { OPTIONS, parseOptions } from '../tools/options.mjs';
import { KERNELS } from './cases.mjs';
import { floors, sizesToMeasure } from './floorRows.mjs';
import { described, machine, writeResults } from './machine.mjs';
import { floorsTable, times } from './report/floorsTable.mjs';
import { resultsOf } from './report/results.mjs';
import { integer, ratio } from './report/table.mjs';
import { FULL, QUICK } from './timing/measure.mjs';
import { runCases } from './timing/runCase.mjs';

const USAGE = `usage: npm run bench:floors -- [--quick] [--strict] [--json FILE]

How many times as fast as something else this package has to be, and is. Takes 3 minutes. Peers and threads: from
bench/results/, made by npm run bench:peers and npm run bench:parallel.
  --strict     exit code 1 where a floor is missed
  --quick      fewer samples, for a first impression
  --json FILE  keeps the result`;

const { quick, strict, json } = parseOptions(
  { quick: OPTIONS.quick, json: OPTIONS.json, strict: { type: 'boolean', default: false } },
  USAGE,
);

/** Results that are kept, unless another Node made them. @param {string} name */
function kept(name) {
  const results = resultsOf(name);
  const major = (/** @type {string} */ version) => version.split('.')[0];
  if (results !== undefined && major(results.machine.node) === major(process.versions.node)) return results.cases;
  console.error(`not measured: what bench/results/${name}.json would hold of Node ${major(process.versions.node)}`);
  return [];
}

const jobs = Object.entries(sizesToMeasure()).map(([name, sizes]) => ({ script: KERNELS, name, sizes }));
/** @type {Record<import('./floorRows.mjs').Source, import('./timing/runCase.mjs').Result[]>} */
const results = {
  kernels: await runCases(jobs, quick ? QUICK : FULL),
  peers: kept('peers'),
  parallel: kept('parallel').map((/** @type {import('./parallel.mjs').Case} */ { name, points }) => ({
    name,
    points: points.map(({ length, ...timings }) => ({ size: length, timings })),
  })),
};

const rows = floors.map(({ source, pairs, ...row }) => {
  const measured = pairs.flatMap(({ name, size, way, against }) => {
    const timings = results[source]
      .find((one) => one.name === name)
      ?.points.find((point) => point.size === size)?.timings;
    if (timings === undefined || !(way in timings && against in timings)) return [];
    return [{ name, size, ratio: ratio(timings[way], timings[against]) }];
  });
  return { ...row, measured: measured.sort((a, b) => a.ratio - b.ratio) };
});
const missed = rows.flatMap(({ title, floor, measured }) =>
  measured.filter((one) => one.ratio < floor).map((one) => ({ title, floor, ...one })),
);

console.log(`${described(machine())}\n`);
console.log(floorsTable(rows));
if (missed.length > 0) {
  console.log('\nEverything below its floor:\n');
  for (const { title, floor, name, size, ratio } of missed) {
    console.log(`  ${times(ratio)} of ${times(floor)}: ${name}, ${integer(size)} (${title})`);
  }
}
if (json !== undefined) writeResults(json, { quick, rows });
if (strict && missed.length > 0) process.exitCode = 1;
