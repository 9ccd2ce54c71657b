/**
 * `npm run bench:floors -- [--quick] [--strict] [--json FILE]`
 * The ratios that this package has to reach, on the Node that runs this. With `--strict` a missed floor is a failure.
 */
import { parseArgs } from 'node:util';
import { KERNELS } from './cases.mjs';
import { floors, sizesFor } from './floorRows.mjs';
import { described, machine, writeResults } from './machine.mjs';
import { PEERS } from './peers/cases.mjs';
import { installed } from './peers/install.mjs';
import { floorsTable, times } from './report/floorsTable.mjs';
import { ratio, whole } from './report/table.mjs';
import { FULL, QUICK } from './timing/measure.mjs';
import { runCases } from './timing/runCase.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const budget = values.quick ? QUICK : FULL;

const results = {
  kernels: await runCases(jobs('kernels', KERNELS), budget),
  peers: installed() ? await runCases(jobs('peers', PEERS), budget) : [],
};

/** @param {'kernels' | 'peers'} bench @param {URL} script */
function jobs(bench, script) {
  return Object.entries(sizesFor(bench)).map(([name, sizes]) => ({ script, name, sizes }));
}

const rows = floors.map(({ bench, pairs, ...row }) => {
  const measured = pairs.flatMap(({ name, size, way, against }) => {
    const timings = results[bench]
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
    console.log(`  ${times(ratio)} of ${times(floor)}: ${name}, ${whole(size)} (${title})`);
  }
}
if (!installed()) console.log('\nNot measured: what needs the peers. `npm run bench:peers` installs them.');
if (values.json !== undefined) writeResults(values.json, { quick: values.quick, rows });
if (values.strict && missed.length > 0) process.exitCode = 1;
