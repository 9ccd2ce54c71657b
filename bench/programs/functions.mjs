/** `npm run bench`: every activation and gradient, in every way of calling it, and activations with what surrounds them. */
import { OPTIONS, parseOptions, select, someSizes } from '../../tools/options.mjs';
import { allCases, FUNCTIONS } from '../cases/functions.mjs';
import { onePassCases } from '../cases/onePass.mjs';
import { functionsTables, LEGEND, sizesTable } from '../reports/functions.mjs';
import { writeResults } from '../reports/results.mjs';
import { onePassTable } from '../reports/targets.mjs';
import { described, machine } from '../timing/machine.mjs';
import { FULL, QUICK } from '../timing/measure.mjs';
import { hasOnePass } from '../timing/onePass.mjs';
import { runCases } from '../timing/runCase.mjs';

const USAGE = `usage: npm run bench -- [--quick] [--only NAME] [--json FILE]

Every activation and gradient against the loop that one writes by hand: 65,536 elements, and some from the shortest array to
the longest; and f(x + bias) * times in one pass against several. Takes 6 minutes.
  --only NAME  the cases whose name contains NAME: gelu, leakyRelu.grad, gradDy, short, onePass
  --quick      fewer sizes and samples, for a first impression
  --json FILE  keeps the result`;

const { quick, only, json } = parseOptions(OPTIONS, USAGE);
const chosen = select([...allCases(), ...onePassCases], only, USAGE);
const isSupported = hasOnePass();
const measurable = chosen.filter((one) => isSupported || !('layout' in one));
if (measurable.length < chosen.length) {
  console.error(
    `this version lacks the options bias, times and inner: ${chosen.length - measurable.length} cases are not measured`,
  );
}
const jobs = measurable.map((one) => ({
  script: FUNCTIONS,
  name: one.name,
  sizes: one.sizes.length === 1 || 'layout' in one ? one.sizes : someSizes(one.sizes, quick),
}));
const cases = await runCases(jobs, quick ? QUICK : FULL);

console.log(`${described(machine())}\n`);
const onePass = cases.filter(({ name }) => name.startsWith('onePass'));
const functions = cases.filter((one) => !onePass.includes(one));
if (functions.length > 0) console.log(`${LEGEND}\n\n65,536 elements:\n\n${functionsTables(functions)}`);
for (const one of functions.filter(({ points }) => points.length > 1)) console.log(`\n${sizesTable(one)}`);
if (onePass.length > 0) console.log(`\nf(x + bias) * times in one pass:\n\n${onePassTable(onePass)}`);
if (json !== undefined) writeResults(json, { quick, cases });
