/** The operations of TensorFlow.js that `accelerate(tf)` replaces. */
import { importTypeScript } from '../../tools/typescript.mjs';

// The package's own name means nothing inside bench/peers, which is a package of its own.
export { accelerate } from 'wasm-activations/tfjs';

/** @type {typeof import('../../src/tfjs/operations.js')} */
export const { kernelOperations: operations } = await importTypeScript(
  new URL('../../src/tfjs/operations.ts', import.meta.url),
);

/**
 * Whether `accelerate` can replace an operation of this name.
 * @param {string} name @returns {name is import('../../src/tfjs/operations.js').Op}
 */
export const isOperation = (name) => operations.some(({ op }) => op === name);
