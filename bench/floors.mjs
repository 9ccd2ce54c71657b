/**
 * `npm run bench:floors -- [--quick] [--strict] [--json FILE]`
 * The ratios that this package has to reach, on the Node that runs this. With `--strict` a missed floor is a failure.
 */
import { parseArgs } from 'node:util';
import { KERNELS } from './cases.mjs';
import { floors, sizesFor } from './floorRows.mjs';
import { described, machine, writeResults } from './machine.mjs';
import { FULL, QUICK } from './measure.mjs';
import { PEERS } from './peers/cases.mjs';
import { installed } from './peers/install.mjs';
import { runCases } from './runCase.mjs';
import { digits, markdownTable } from './table.mjs';

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

const rows = floors.map(({ title, against, floor, aim, bench, pairs }) => {
  const measured = pairs.flatMap((pair) => {
    const point = results[bench].find(({ name }) => name === pair.name)?.points.find(({ size }) => size === pair.size);
    const ours = point?.timings[pair.way];
    const theirs = point?.timings[pair.against];
    return ours && theirs ? [{ name: pair.name, size: pair.size, ratio: theirs.median / ours.median }] : [];
  });
  const worst = measured.sort((a, b) => a.ratio - b.ratio)[0];
  const missed = measured.filter(({ ratio }) => ratio < floor);
  return { title, against, floor, aim, measured, worst, missed };
});

const times = (/** @type {number} */ ratio) => `${digits(ratio)}x`;
console.log(described(machine()));
console.log('Where a row has several cases or sizes, the worst of them.\n');
console.log(
  markdownTable(
    ['case', 'against', 'measured', 'at', 'floor', 'aim', ''],
    rows.map(({ title, against, worst, floor, aim }) => [
      title,
      against,
      ...(worst ? [times(worst.ratio), `${worst.name}, ${worst.size.toLocaleString('en-US')}`] : ['–', '–']),
      times(floor),
      aim === undefined ? '–' : times(aim),
      worst === undefined
        ? 'not measured'
        : worst.ratio < floor
          ? 'MISSED'
          : worst.ratio < (aim ?? 0)
            ? 'floor'
            : 'aim',
    ]),
  ),
);
const missed = rows.filter((row) => row.missed.length > 0);
for (const row of missed) {
  console.log(`\nmissed: ${row.title}, ${times(row.floor)}`);
  for (const { name, size, ratio } of row.missed)
    console.log(`  ${name}, ${size.toLocaleString('en-US')}: ${times(ratio)}`);
}
if (!installed()) console.log('\nNot measured: what needs the peers. `npm run bench:peers` installs them.');
if (values.json !== undefined) writeResults(values.json, { quick: values.quick, rows });
if (values.strict && missed.length > 0) process.exitCode = 1;
