// The list of activations: the package's exports, every instance, tests, benches and docs derive from it.
export * from './elementwise.js';
// Those of rows and channels.
export * from './logSoftmax.js';
export * from './prelu.js';
export * from './softmax.js';
