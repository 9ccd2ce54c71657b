/** `npm run bench:peers`: this package and its peers, in turn in one process. bench/README.md says how to read it. */
import { OPTIONS, parseOptions, select, someSizes } from '../../tools/options.mjs';
import { install, versions } from '../peers/install.mjs';
import { ops } from '../peers/ops.mjs';
import { peersTable } from '../reports/peers.mjs';
import { writeResults } from '../reports/results.mjs';
import { described, machine } from '../timing/machine.mjs';
import { FULL, QUICK } from '../timing/measure.mjs';
import { runCases } from '../timing/runCase.mjs';

const USAGE = `usage: npm run bench:peers -- [--quick] [--only NAME] [--json FILE]

This package and its peers, on data in their own memory and on ordinary arrays. The first run installs the peers into
bench/peers/node_modules: half a gigabyte.
  --only NAME  the activations whose name contains NAME
  --quick      fewer sizes and samples, for a first impression
  --json FILE  keeps the result`;

const SIZES = [16, 64, 256, 1024, 4096, 65_536, 2 ** 20, 2 ** 24];
/** Small and large where the function is cheap, so that calls and memory show; these sizes for all others. */
const FEW_SIZES = [1024, 65_536, 2 ** 20];

const peerCases = Object.keys(ops).map((name) => ({
  name,
  sizes: name === 'relu' || name === 'leakyRelu' ? SIZES : FEW_SIZES,
}));

const { quick, only, json } = parseOptions(OPTIONS, USAGE);
install();
const jobs = select(peerCases, only, USAGE).map(({ name, sizes }) => ({
  script: new URL('../peers/child.mjs', import.meta.url),
  name,
  sizes: someSizes(sizes, quick),
}));
const cases = await runCases(jobs, quick ? QUICK : FULL);

console.log(described(machine()));
console.log(`${versions().join(', ')}\nBillion elements a second.`);
for (const { name, points } of cases) {
  for (const point of points) console.log(`\n${name}\n\n${peersTable(point)}`);
}
if (json !== undefined) writeResults(json, { quick, versions: versions(), cases });
