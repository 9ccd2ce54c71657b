const activations = require('wasm-activations');
const { program } = require('./program.mjs');

console.log(JSON.stringify(program(activations)));
