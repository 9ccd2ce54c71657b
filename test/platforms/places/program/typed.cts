// Compiled by TypeScript without package.json's `exports`, to CommonJS.
import * as activations from 'wasm-activations';
import { createParallelActivations, type ParallelActivations } from 'wasm-activations/parallel';

const result: Float32Array<ArrayBuffer> = activations.relu([-1, 2]);
const blob: Blob = new Blob([activations.relu([1])]);
const start: () => Promise<ParallelActivations> = createParallelActivations;

export { activations, blob, result, start };
