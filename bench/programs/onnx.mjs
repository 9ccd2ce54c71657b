// Where ONNX Runtime gives other results than this package: see USAGE.

import { LAYOUTS } from '../../tools/channelLoops.mjs';
import { elementwise } from '../../tools/definitions.mjs';
import { OPTIONS, parseOptions, select } from '../../tools/options.mjs';
import { ROW_SIZE } from '../../tools/rowLoops.mjs';
import { differences } from '../accuracy/errors.mjs';
import { randomNumbers, randomPatterns } from '../accuracy/inputs.mjs';
import { onnxruntimeNode, operatorOf, ours } from '../accuracy/libraries.mjs';
import { functionsOf } from '../cases/functions.mjs';
import { install, versions } from '../peers/install.mjs';
import { onnxTable } from '../reports/accuracy.mjs';
import { writeResults } from '../reports/results.mjs';
import { described, machine } from '../timing/machine.mjs';

/** As many inputs as take a second a function. */
const INPUTS = 2 ** 21;

const USAGE = `usage: npm run bench:onnx -- [--only NAME] [--json FILE]

The results of onnxruntime-node and of this package for ${INPUTS.toLocaleString('en')} random bit patterns, NaN among them, with the same
parameters (softmax and logSoftmax: numbers between -20 and 20, in rows of ${ROW_SIZE.toLocaleString('en')}; prelu: slopes between 0 and 1, for
channels last and first): how many differ, the largest difference in units in the last place (ULP), examples, and how many
differ in NaN, in infinities and in the sign of a zero. Nothing is timed.

  --only NAME    functions whose name holds this
  --json FILE    writes the results; bench/results/onnx.json is where docs/accuracy.md has its table from`;

const { only, json } = parseOptions({ only: OPTIONS.only, json: OPTIONS.json }, USAGE);
const ofRows = functionsOf('rows');
const ofChannels = functionsOf('channels').flatMap((name) => Object.keys(LAYOUTS).map((suffix) => name + suffix));
const compared = [...elementwise, ...ofRows, ...ofChannels].filter((name) => operatorOf(name) !== undefined);
const chosen = select(
  compared.map((name) => ({ name })),
  only,
  USAGE,
);
install();
const patterns = randomPatterns(INPUTS);
// A row with a NaN is all NaN, so rows get numbers.
const numbers = randomNumbers(INPUTS, 20);
const functions = [];
for (const { name } of chosen) {
  const x = ofRows.includes(name) ? numbers : patterns;
  const theirs = await (await onnxruntimeNode(name))?.(x);
  if (theirs === undefined) continue;
  functions.push({ name, operator: String(operatorOf(name)?.type), ...differences(x, ours(name)(x), theirs) });
}

console.log(`${described(machine())}\n${versions().join(', ')}\n`);
console.log(onnxTable(functions));
for (const { name, examples } of functions) {
  for (const { x: at, ours: here, theirs } of examples)
    console.log(`${name}(${at}): here ${here}, ONNX Runtime ${theirs}`);
}
if (json !== undefined) writeResults(json, { quick: false, versions: versions(), inputs: INPUTS, functions });
