/** The parts of the package that only this page uses, and that it does not export: named here alone. */
export { definitionOf } from '../../../build/modules/calls/activation.js';
export { loops } from '../../../build/modules/generated/loops.js';
