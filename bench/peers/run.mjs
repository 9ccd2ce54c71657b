/**
 * `npm run bench:peers -- [--quick] [--only NAME] [--json FILE]`
 * relu and leakyRelu by this package and by its peers, in turn in one process. bench/README.md says how to read it.
 */
import { parseArgs } from 'node:util';
import { described, machine, writeResults } from '../machine.mjs';
import { OPTIONS, select, someSizes } from '../options.mjs';
import { FULL, QUICK } from '../timing/measure.mjs';
import { runCases } from '../timing/runCase.mjs';
import { PEERS, peerCases } from './cases.mjs';
import { install, versions } from './install.mjs';
import { peersTable } from './table.mjs';

const { quick, only, json } = parseArgs({ options: OPTIONS }).values;
install();
const jobs = select(peerCases, only).map(({ name, sizes }) => ({
  script: PEERS,
  name,
  sizes: someSizes(sizes, quick),
}));
const cases = await runCases(jobs, quick ? QUICK : FULL);

console.log(described(machine()));
console.log(`${versions().join(', ')}\nBillion elements a second.`);
for (const { name, points } of cases) {
  for (const point of points) console.log(`\n${name}\n\n${peersTable([point])}`);
}
if (json !== undefined) writeResults(json, { quick, versions: versions(), cases });
