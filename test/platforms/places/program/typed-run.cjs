const { activations } = require('./typed.cjs');
const { program } = require('./program.mjs');

console.log(JSON.stringify(program(activations)));
