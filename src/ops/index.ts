// The list of activations: the package's exports, every instance, tests, benches and docs derive from it.
export * from './elementwise.js';
// Those whose results depend on a whole row.
export * from './logSoftmax.js';
export * from './softmax.js';
