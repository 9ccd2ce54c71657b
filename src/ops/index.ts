// The list of activations: the package's exports, every instance, tests, benches and docs derive from it.
export { leakyRelu } from './leakyRelu.js';
export { relu } from './relu.js';
