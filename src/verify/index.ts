// All inputs of a function against the hash of the right results. Pure modules, for threads of Node and of browsers.
export * from './all.js';
export * from './block.js';
export * from './golden.js';
export * from './hash.js';
