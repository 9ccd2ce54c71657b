import { provide } from './engine/embedded.js';
import module from './kernels.wasm';

// Cloudflare's runtime compiles no bytes, but a `.wasm` that is deployed with a Worker arrives as a compiled module.
provide(module);
