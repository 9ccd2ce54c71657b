/**
 * `npm run bench:targets`: the ratios that this package has to reach, on the Node that runs this. Ratios within this package
 * are measured; those to peers and between threads come from the committed results of the same version of Node.
 */
import { OPTIONS, parseOptions } from '../../tools/options.mjs';
import { FUNCTIONS } from '../cases/functions.mjs';
import { onePassCases } from '../cases/onePass.mjs';
import { sizesToMeasure, targets } from '../cases/targets.mjs';
import { integer, ratio, times } from '../reports/figures.mjs';
import { resultsOf, writeResults } from '../reports/results.mjs';
import { targetsTable } from '../reports/targets.mjs';
import { described, machine } from '../timing/machine.mjs';
import { FULL, QUICK } from '../timing/measure.mjs';
import { hasOnePass } from '../timing/onePass.mjs';
import { runCases } from '../timing/runCase.mjs';

const USAGE = `usage: npm run bench:targets -- [--quick] [--strict] [--json FILE]

How many times as fast as something else this package has to be, and is. Takes 4 minutes. Peers and threads: from
bench/results/, made by npm run bench:peers and npm run bench:parallel.
  --strict     exit code 1 where a target is missed
  --quick      fewer samples, for a first impression
  --json FILE  keeps the result`;

const { quick, strict, json } = parseOptions(
  { quick: OPTIONS.quick, json: OPTIONS.json, strict: { type: 'boolean', default: false } },
  USAGE,
);

/** The committed cases, unless another version of Node made them. @param {string} name */
function committed(name) {
  const results = resultsOf(name);
  const major = (/** @type {string} */ version) => version.split('.')[0];
  if (results !== undefined && major(results.machine.node) === major(process.versions.node)) return results.cases;
  console.error(
    `bench/results/${name}.json has nothing of Node ${major(process.versions.node)}: its targets are not measured`,
  );
  return [];
}

const isSupported = hasOnePass();
if (!isSupported) console.error('this version lacks the options bias, times and inner: their targets are not measured');
const jobs = Object.entries(sizesToMeasure())
  .filter(([name]) => isSupported || !onePassCases.some((one) => one.name === name))
  .map(([name, sizes]) => ({ script: FUNCTIONS, name, sizes }));
/** @type {Record<import('../cases/targets.mjs').Source, import('../timing/runCase.mjs').Result[]>} */
const results = {
  functions: await runCases(jobs, quick ? QUICK : FULL),
  peers: committed('peers'),
  parallel: committed('parallel').map((/** @type {import('./parallel.mjs').Case} */ { name, points }) => ({
    name,
    points: points.map(({ length, ...timings }) => ({ size: length, timings })),
  })),
};

const rows = targets.map(({ source, pairs, ...row }) => {
  const measured = pairs.flatMap(({ name, size, way, against }) => {
    const timings = results[source]
      .find((one) => one.name === name)
      ?.points.find((point) => point.size === size)?.timings;
    if (timings === undefined || !(way in timings && against in timings)) return [];
    return [{ name, size, ratio: Number(ratio(timings[way], timings[against]).toPrecision(4)) }];
  });
  return { ...row, measured: measured.sort((a, b) => a.ratio - b.ratio) };
});
const missed = rows.flatMap(({ title, target, measured }) =>
  measured.filter((one) => one.ratio < target).map((one) => ({ title, target, ...one })),
);

console.log(`${described(machine())}\n`);
console.log(targetsTable(rows));
if (missed.length > 0) {
  console.log('\nEvery ratio below its target:\n');
  for (const { title, target, name, size, ratio } of missed) {
    console.log(`  ${times(ratio)} of ${times(target)}: ${name}, ${integer(size)} (${title})`);
  }
}
if (json !== undefined) writeResults(json, { quick, rows });
if (strict && missed.length > 0) process.exitCode = 1;
