// Run where the package is installed: what it gives to import and to require, as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createActivations, relu } from 'wasm-activations';
import { results } from './consumer.js';

const kernels = readFileSync(fileURLToPath(import.meta.resolve('wasm-activations/kernels.wasm')));
const given = createActivations({ backend: 'wasm', module: new WebAssembly.Module(kernels) });
const required = createRequire(import.meta.url)('wasm-activations');

console.log(
  JSON.stringify({
    ...results,
    kernels: kernels.toString('hex'),
    given: [...given.relu([-2, 2])],
    requiredIsTheSame: required.relu === relu,
  }),
);
