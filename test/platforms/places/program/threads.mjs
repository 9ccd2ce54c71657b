import * as activations from 'wasm-activations';
import * as parallel from 'wasm-activations/parallel';
import { threadedProgram } from './program.mjs';

console.log(JSON.stringify(await threadedProgram(activations, parallel)));
