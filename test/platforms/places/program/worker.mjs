import * as activations from 'wasm-activations';
import { program } from './program.mjs';

globalThis.postMessage(program(activations));
