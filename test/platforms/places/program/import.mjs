import * as activations from 'wasm-activations';
import { program } from './program.mjs';

console.log(JSON.stringify(program(activations)));
