// Activations inside the memory of a program that is not JavaScript: node examples/foreign/run.mjs
import { createActivations } from 'wasm-activations';
import { compile } from './compile.mjs';

const { instance } = await WebAssembly.instantiate(compile());
const { memory, produce, consume } = /** @type {any} */ (instance.exports);
const { leakyRelu } = createActivations({ memory });

const length = 1_000_000;
const address = produce(length);
const values = new Float32Array(memory.buffer, address, length);
console.log(`made at ${address}: the sum is ${consume(address, length)}`);
leakyRelu(values, { out: values });
console.log(`after leakyRelu, where they are: the sum is ${consume(address, length)}`);
