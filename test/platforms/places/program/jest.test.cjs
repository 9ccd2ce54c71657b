// In Jest's default mode, which has no ES modules; program.cjs is made of program.mjs.
const { writeFileSync } = require('node:fs');
const activations = require('wasm-activations');
const parallel = require('wasm-activations/parallel');
const { program } = require('./program.cjs');

test('a place', () => {
  if (typeof parallel.createParallelActivations !== 'function') throw new Error('wasm-activations/parallel is missing');
  writeFileSync('outcome.json', JSON.stringify(program(activations)));
});
