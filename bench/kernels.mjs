/** `npm run bench`: every activation and gradient, in every way of calling it. README.md says how to read it. */

import { OPTIONS, parseOptions, select, someSizes } from '../tools/options.mjs';
import { allCases, KERNELS } from './cases.mjs';
import { described, machine, writeResults } from './machine.mjs';
import { functionsTables, LEGEND, sizesTable } from './report/kernelTables.mjs';
import { FULL, QUICK } from './timing/measure.mjs';
import { runCases } from './timing/runCase.mjs';

const USAGE = `usage: npm run bench -- [--quick] [--only NAME] [--json FILE]

Every activation and gradient against the loop that one writes by hand: 65,536 elements, and some from the shortest array to
the longest. Takes 5 minutes.
  --only NAME  the cases whose name contains NAME: gelu, leakyRelu.grad, gradDy, short
  --quick      fewer sizes and samples, for a first impression
  --json FILE  keeps the result`;

const { quick, only, json } = parseOptions(OPTIONS, USAGE);
const jobs = select(allCases(), only, USAGE).map(({ name, sizes }) => ({
  script: KERNELS,
  name,
  sizes: sizes.length === 1 ? sizes : someSizes(sizes, quick),
}));
const cases = await runCases(jobs, quick ? QUICK : FULL);

console.log(`${described(machine())}\n`);
console.log(LEGEND);
console.log(`\n65,536 elements:\n\n${functionsTables(cases)}`);
for (const one of cases.filter(({ points }) => points.length > 1)) console.log(`\n${sizesTable(one)}`);
if (json !== undefined) writeResults(json, { quick, cases });
