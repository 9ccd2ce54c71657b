// What ESLint's import plugin is shown.
import { gelu, relu } from 'wasm-activations';
import { createParallelActivations } from 'wasm-activations/parallel';
import { accelerate } from 'wasm-activations/tfjs';

export { accelerate, createParallelActivations, gelu, relu };
