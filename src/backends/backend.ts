import type { KernelName } from '../generated/kernels.js';

/**
 * A kernel's work, or its twin's. Both take the same: arrays in, array out, then for a gradient the edge, then the
 * parameters in the order of the activation's definition.
 */
export type Unary = (x: Float32Array, out: Float32Array, ...constants: number[]) => void;
export type Binary = (x: Float32Array, dy: Float32Array, out: Float32Array, ...constants: number[]) => void;

/** What activations run on. Arguments are checked before they come here. */
export interface Backend {
  readonly name: 'wasm' | 'js';
  /** Why this backend was chosen, in words. */
  readonly reason: string;
  /** The linear memory whose views are worked on in place; none without wasm. */
  readonly memory: WebAssembly.Memory | undefined;
  /** A zeroed array that this backend works on without copying. */
  alloc(length: number): Float32Array;
  unary(kernel: KernelName, twin: Unary): Unary;
  binary(kernel: KernelName, twin: Binary): Binary;
}
