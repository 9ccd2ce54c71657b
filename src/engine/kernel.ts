import type { KernelName } from '../generated/kernels.js';
import type { WasmEngine } from './wasm.js';

/**
 * What surrounds an activation in a call: f(x + bias) * times. Each array is as long as x or has one entry for each channel: element i
 * uses entry floor(i / inner) mod length.
 */
export interface Around {
  readonly bias: Float32Array | undefined;
  /** The slopes of prelu. */
  readonly alpha: Float32Array | undefined;
  readonly times: Float32Array | undefined;
  readonly inner: number;
  /** The elements to do: all of them, or a thread's share. */
  readonly from: number;
  readonly to: number;
}

/**
 * Runs a kernel: out = f(x), or dy * f(x), where f may be a derivative. `a` to `e` are the kernel's constants: for a gradient its edges,
 * then the activation's parameters in the order of its definition. They are not an array: spreading one cost 0.2 to 0.3 us a
 * call (Node 20; bench/README.md).
 */
export type Run<Result = void> = (
  x: Float32Array,
  dy: Float32Array | undefined,
  out: Float32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  around: Around | undefined,
) => Result;

/** How a kernel goes through its arrays. */
export type Loop = 'elementwise' | 'rows' | 'sums';

/** Where a kernel's code is. */
export interface Code {
  /** Its name in the binary. */
  readonly name: KernelName;
  /** The module that has it and the other kernels of its function, as text that src/engine/decode.ts reads. */
  readonly binary: string;
}

/** A kernel and its twin, ready for either backend. Arguments are checked before they come here. */
export interface Kernel {
  readonly code: Code;
  /** The public function that it belongs to, as error messages call it. */
  readonly fn: string;
  readonly loop: Loop;
  /** The time that an element takes, where relu's is 1; roughly. It decides from which length on threads share a call. */
  readonly cost: number;
  /** Whether rows run much faster with a workspace for their exponentials. */
  readonly keepsTerms: boolean;
  onWasm(engine: WasmEngine): Run;
  onJs(): Run;
}
