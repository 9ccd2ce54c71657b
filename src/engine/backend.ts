import type { Kernel, Run } from './kernel.js';

/**
 * What activations run on. `Result` is what its functions return: nothing, since they are done by then, or, where the backend is
 * asynchronous, the promise of `out` unless they are done.
 */
export interface Backend<Result = void> {
  readonly name: 'wasm' | 'js';
  /** Why this backend was chosen, in words. */
  readonly reason: string;
  /** The linear memory whose views are worked on in place; none without wasm. */
  readonly memory: WebAssembly.Memory | undefined;
  /** A zeroed array that this backend works on without copying. */
  alloc(length: number): Float32Array<ArrayBuffer>;
  kernel(kernel: Kernel): Run<Result>;
}
