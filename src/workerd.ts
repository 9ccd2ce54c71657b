// The `workerd` export condition. Cloudflare's runtime compiles no bytes, but a `.wasm` that is deployed with a Worker arrives
// as a compiled module.
import { provide } from './engine/embedded.js';
import kernels from './kernels.wasm';

provide(kernels);

export * from './index.js';
