// The list of activations: the package's exports, every instance, tests, benches and docs derive from it.
// Each module exports its activation, and the type of its parameters where it has any.
export * from './leakyRelu.js';
export * from './relu.js';
export * from './softsign.js';
