// Bundled, imported while Node builds a startup snapshot, and run by the process that starts from it.
import { startupSnapshot } from 'node:v8';
import * as activations from 'wasm-activations';
import { program } from './program.mjs';

startupSnapshot.setDeserializeMainFunction(() => console.log(JSON.stringify(program(activations))));
