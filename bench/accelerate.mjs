// The package's own name means nothing inside bench/peers, which is a package of its own.
export { accelerate } from 'wasm-activations/tfjs';
