import * as activations from 'wasm-activations';
import { program } from './program.mjs';

// TypeScript's lib describes pages, not worklets.
const { AudioWorkletProcessor, registerProcessor } = /** @type {any} */ (globalThis);

registerProcessor(
  'place',
  class extends AudioWorkletProcessor {
    constructor() {
      super();
      this.port.postMessage(program(activations));
    }

    process() {
      return false;
    }
  },
);
