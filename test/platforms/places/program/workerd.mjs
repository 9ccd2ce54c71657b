import * as activations from 'wasm-activations';
import { program } from './program.mjs';

export default {
  fetch() {
    return Response.json(program(activations));
  },
};
