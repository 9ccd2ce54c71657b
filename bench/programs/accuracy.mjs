// The largest error of each function, here and in other libraries: see USAGE.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { elementwise } from '../../tools/definitions.mjs';
import { OPTIONS, parseOptions, select } from '../../tools/options.mjs';
import { largestErrors } from '../accuracy/errors.mjs';
import { accuracyInputs } from '../accuracy/inputs.mjs';
import { install, versions } from '../peers/install.mjs';
import { accuracyTable } from '../reports/accuracy.mjs';
import { writeResults } from '../reports/results.mjs';
import { described, machine } from '../timing/machine.mjs';

const USAGE = `usage: npm run bench:accuracy -- [--only NAME] [--json FILE]

The largest error of each function in units in the last place of float32 (ULP), with default parameters, on some 1.6 million
inputs: this package, TensorFlow.js (wasm, cpu), ONNX Runtime (native, wasm) and the formula that people write in JavaScript.
Exact values come from the C reference: make -C test/reference builds it. Takes two minutes; nothing is timed.

  --only NAME    functions whose name holds this
  --json FILE    writes the results; bench/results/accuracy.json is where docs/accuracy.md has its table from`;

const reference = fileURLToPath(new URL('../../build/reference/reference', import.meta.url));

/** @param {string} name @param {Float32Array} x */
function exactly(name, x) {
  const input = new Uint8Array(x.buffer, x.byteOffset, x.byteLength);
  const bytes = execFileSync(reference, ['exact', name], { input, maxBuffer: 4 * x.byteLength });
  return new Float64Array(Uint8Array.from(bytes).buffer);
}

const { only, json } = parseOptions({ only: OPTIONS.only, json: OPTIONS.json }, USAGE);
const chosen = select(
  elementwise.map((name) => ({ name })),
  only,
  USAGE,
);
if (!existsSync(reference)) {
  console.error('there is no build/reference/reference: make -C test/reference builds it');
  process.exit(1);
}
install();
const x = accuracyInputs();
const functions = [];
for (const { name } of chosen) functions.push({ name, errors: await largestErrors(name, x, exactly(name, x)) });

console.log(`${described(machine())}\n${versions().join(', ')}\n`);
console.log(accuracyTable(functions));
if (json !== undefined) writeResults(json, { quick: false, versions: versions(), inputs: x.length, functions });
