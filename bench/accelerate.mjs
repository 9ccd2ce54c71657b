// The package's own name means nothing inside bench/peers, which is a package of its own.
export { accelerate } from 'wasm-activations/tfjs';

import { rows } from '../build/modules/tfjs/rows.js';

/**
 * Whether `accelerate` can replace an operation of this name.
 * @param {string} name @returns {name is typeof rows[number]['op']}
 */
export const isOp = (name) => rows.some(({ op }) => op === name);
