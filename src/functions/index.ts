// The list of activations: the package's exports, every instance, tests, benches and docs derive from it.

// Those of rows and channels.
export * from './channelSums.js';
export * from './elementwise.js';
export * from './logSoftmax.js';
export * from './prelu.js';
export * from './softmax.js';
