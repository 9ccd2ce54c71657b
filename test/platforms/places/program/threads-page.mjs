import * as activations from 'wasm-activations';
import * as parallel from 'wasm-activations/parallel';
import { threadedProgram } from './program.mjs';

Object.assign(globalThis, { outcome: threadedProgram(activations, parallel) });
