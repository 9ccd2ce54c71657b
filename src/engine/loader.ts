// The order matters, and the linter would sort it: a stub for the loader stands before it.
// biome-ignore-start assist/source/organizeImports: see above
import { isStub } from './lendTextDecoder.js';
import { instantiateSync as instantiate } from '@assemblyscript/loader';
// biome-ignore-end assist/source/organizeImports: see above

// Remove the stub.
if (isStub) Reflect.deleteProperty(globalThis, 'TextDecoder');

/** A constant of this module: a bundler may skip a module that only re-exports, and what it does besides. */
export const instantiateSync = instantiate;
