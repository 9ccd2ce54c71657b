/** The parts of the package that only this page uses, and that it does not export: named here alone. */
export { definitionOf } from '../../../build/modules/calls/activation.js';
export { Float16Array } from '../../../build/modules/engine/half.js';
export { loops } from '../../../build/modules/generated/loops.js';
