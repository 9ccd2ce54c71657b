import type { KernelName } from '../generated/kernels.js';

/** What activations run on. Arguments are checked before they come here. */
export interface Backend {
  readonly name: 'wasm' | 'js';
  /** Why this backend was chosen, in words. */
  readonly reason: string;
  /** The linear memory whose views are worked on in place; none without wasm. */
  readonly memory: WebAssembly.Memory | undefined;
  /** A zeroed array that this backend works on without copying. */
  alloc(length: number): Float32Array;
  /** out = f(x), by the kernel of this name or by its twin. */
  unary(kernel: KernelName, twin: Twin): Unary;
  /** out = f(x, dy), by the kernel of this name or by its twin. */
  binary(kernel: KernelName, twin: Twin): Binary;
}

/**
 * `a`, `b` and `c` are what the kernel needs besides its arrays: for a gradient the edge first, then the activation's
 * parameters in the order of its definition. Not an array: spreading one cost 0.2 to 0.3 us a call (Node 20; bench/README.md).
 */
export type Unary = (x: Float32Array, out: Float32Array, a: number, b: number, c: number) => void;
export type Binary = (x: Float32Array, dy: Float32Array, out: Float32Array, a: number, b: number, c: number) => void;

/**
 * A kernel in TypeScript: on the first `n` elements of the scratch tiles, x (in place) and dy. It may go on to the next
 * multiple of four: the tiles have room, and nobody reads what is there.
 *
 * The four elements of a turn are written out. With a helper for one of them V8 ran out of inlining budget in relu's
 * gradDy and called it for each: 0.5x of the arithmetic loop of `npm run bench -- --only relu.gradDy`, 1.3x without.
 */
export type Twin = (n: number, a: number, b: number, c: number) => void;
