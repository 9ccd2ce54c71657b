// Run where the package is installed: what it gives to import and to require, as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { alloc, createActivations, relu } from 'wasm-activations';
import { results } from './consumer.js';

const kernels = readFileSync(fileURLToPath(import.meta.resolve('wasm-activations/kernels.wasm')));
const given = createActivations({ backend: 'wasm', module: new WebAssembly.Module(kernels) });

// A second copy of the package in this process, with a memory of its own: the other's arrays are ordinary ones to it.
const required = createRequire(import.meta.url)('wasm-activations');
const x = required.alloc(2);
x.set([-3, 3]);
const out = alloc(2);
const copies = [required.relu !== relu, relu(x, { out }) === out, [...out], [...required.relu(out, { out: x })]];

console.log(
  JSON.stringify({
    ...results,
    kernels: kernels.toString('hex'),
    given: [...given.relu([-2, 2])],
    copies,
  }),
);
