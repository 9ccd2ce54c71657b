import module from '../kernels.wasm';
import { provide } from './embedded.js';

// Cloudflare's runtime compiles no bytes, but a `.wasm` that is deployed with a Worker arrives as a compiled module.
provide(module);
