/**
 * `npm run bench -- [--quick] [--only NAME] [--json FILE]`
 * `npm run bench -- --parallel [--quick] [--only NAME] [--json FILE]`: two threads against one, instead.
 *
 * Every activation and gradient, in every way, over sizes from 1 to 16,777,216. README.md says how to read it.
 */
import { parseArgs } from 'node:util';
import { allCases, KERNELS } from './cases.mjs';
import { described, machine, writeResults } from './machine.mjs';
import { OPTIONS, select, someSizes } from './options.mjs';
import { parallel } from './parallel.mjs';
import { WAYS } from './report/names.mjs';
import { digits, markdownTable, ratio, spread, throughput, whole } from './report/table.mjs';
import { FULL, QUICK } from './timing/measure.mjs';
import { runCases } from './timing/runCase.mjs';

const args = process.argv.slice(2);
if (args.includes('--parallel')) {
  await parallel(args.filter((arg) => arg !== '--parallel'));
  process.exit();
}
const { quick, only, json } = parseArgs({ options: OPTIONS }).values;

const jobs = select(allCases(), only).map(({ name, sizes }) => ({
  script: KERNELS,
  name,
  sizes: someSizes(sizes, quick),
}));
const cases = await runCases(jobs, quick ? QUICK : FULL);

console.log(described(machine()));
console.log(
  'Billion elements a second; ±: half the distance between the quartiles; x: times as fast as the hand loop.',
);
console.log();
for (const [way, label] of Object.entries(WAYS)) console.log(`${way.padEnd(10)}  ${label.replaceAll('`', '')}`);
for (const { name, points } of cases) {
  const ways = Object.keys(WAYS).filter((way) => way in points[0].timings);
  const rows = points.map(({ size, timings }) => [
    whole(size),
    ...ways.map((way) => {
      const timing = timings[way];
      const times = `${digits(ratio(timing, timings.hand))}x`;
      return `${digits(throughput(size, timing))}±${spread(timing)}% ${times.padStart(5)}`;
    }),
  ]);
  console.log(`\n${name}\n\n${markdownTable(['elements', ...ways], rows)}`);
}
if (json !== undefined) writeResults(json, { quick, cases });
