import * as activations from 'wasm-activations';
import { program } from './program.mjs';

Object.assign(globalThis, { outcome: program(activations) });
