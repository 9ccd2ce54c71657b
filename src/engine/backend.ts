import type { KernelName } from '../generated/kernels.js';

/**
 * What activations run on. Arguments are checked before they come here. `Result` is what its functions return: nothing,
 * since they are done by then, or, where the backend is asynchronous, the promise of `out` unless they are done.
 */
export interface Backend<Result = void> {
  readonly name: 'wasm' | 'js';
  /** Why this backend was chosen, in words. */
  readonly reason: string;
  /** The linear memory whose views are worked on in place; none without wasm. */
  readonly memory: WebAssembly.Memory | undefined;
  /** A zeroed array that this backend works on without copying. */
  alloc(length: number): Float32Array;
  /** out = f(x), by the kernel of this name or by its twin. `cost`: see `Definition`. */
  unary(kernel: KernelName, twin: Twin, cost: number): Unary<Result>;
  /** out = dy * f'(x), or f'(x) where there is no dy, by the kernel of this name or by its twins. */
  binary(kernel: KernelName, twins: GradTwins, cost: number): Binary<Result>;
  /** A function of rows, by the kernel of this name or by its twin. */
  rows(kernel: KernelName, twin: RowsTwin, cost: number): Rows<Result>;
  /** A function of channels. */
  channels(kernel: KernelName, twin: ChannelsTwin, cost: number): Channels<Result>;
  /** A sum for each channel. */
  channelSums(kernel: KernelName, twin: AlphaTwin): ChannelSums<Result>;
}

/** The twins of a gradient's kernel. */
export interface GradTwins {
  /** Overwrites the tile x with f'(x). */
  readonly grad: Twin;
  /** Overwrites the tile x with dy * f'(x). */
  readonly gradDy: Twin;
}

/**
 * `a` to `e` are what the kernel needs besides its arrays: for a gradient the edges first, then the activation's
 * parameters in the order of its definition. Not an array: spreading one cost 0.2 to 0.3 us a call (Node 20; bench/README.md).
 */
export type Unary<Result = void> = (
  x: Float32Array,
  out: Float32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
) => Result;
export type Binary<Result = void> = (
  x: Float32Array,
  dy: Float32Array | undefined,
  out: Float32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
) => Result;

/**
 * A kernel in TypeScript: on the first `n` elements of the scratch tiles, x (in place) and dy. It may go on to the next
 * multiple of four: the tiles have room, and those elements are not read.
 *
 * Most are a plain loop over a scalar function. relu and leakyRelu do four elements in each iteration, which makes
 * them 1.17 to 1.25 times as fast (`npm run bench -- --only relu`); with a helper for one of the four V8 ran out of inlining budget in
 * relu's gradDy and called it for each: 0.5x of the arithmetic loop, 1.3x without.
 */
export type Twin = (n: number, a: number, b: number, c: number, d: number, e: number) => void;

/** On all rows of `size` elements; with dy for a gradient, without it for the function itself. */
export type Rows<Result = void> = (
  x: Float32Array,
  dy: Float32Array | undefined,
  out: Float32Array,
  size: number,
) => Result;

/**
 * A kernel in TypeScript for one row: `size` elements from `start` on. It works on the caller's arrays, since a row may be larger
 * than a tile, and its exponentials cost more than what tiles save.
 */
export type RowsTwin = (
  x: Float32Array,
  dy: Float32Array | undefined,
  out: Float32Array,
  start: number,
  size: number,
) => void;

/** The twin on all rows. */
export function eachRow(twin: RowsTwin): Rows {
  return (x, dy, out, size) => {
    for (let start = 0; start < x.length; start += size) twin(x, dy, out, start, size);
  };
}

/** With a slope for each channel; `kink` counts in gradients: 0 is the right-hand slope, 1 the left-hand, 2 the smaller one. */
export type Channels<Result = void> = (
  x: Float32Array,
  dy: Float32Array | undefined,
  out: Float32Array,
  alpha: Float32Array,
  inner: number,
  kink: number,
) => Result;
export type ChannelsTwin = Channels;

/** out[channel] = a sum over the channel's elements. */
export type ChannelSums<Result = void> = (
  x: Float32Array,
  dy: Float32Array,
  out: Float32Array,
  inner: number,
) => Result;
export type AlphaTwin = ChannelSums;
