import { isHalf } from './half.js';
import type { Code, Kernel, Run } from './kernel.js';
import { NONE } from './none.js';
import { type KernelFunction, OUTSIDE, type WasmEngine } from './wasm.js';

/** A kernel in TypeScript: out[channel] = a sum over the channel's elements. */
export type SumsTwin = (x: Float32Array, dy: Float32Array | undefined, out: Float32Array, inner: number) => void;

/** A kernel that makes a sum for each channel, of `a` elements that follow each other. */
export function sumsKernel(code: Code, fn: string, cost: number, twin: SumsTwin): Kernel {
  return {
    code,
    fn,
    loop: 'sums',
    cost,
    keepsTerms: false,
    onWasm: (engine) => overChannels(engine, code, twin),
    onJs: () => overTwin(twin),
  };
}

/** The twin. Its sums are rounded to float32 first, whatever `out` is. */
function overTwin(twin: SumsTwin): Run {
  return (x, dy, out, inner) => {
    const sums = isHalf(out) ? new Float32Array(out.length) : out;
    twin(x, dy, sums, inner);
    if (sums !== out) out.set(sums);
  };
}

/** Elements of x up to which arrays are copied, since that memory is kept: 8 MiB. The twin does more of them. */
const MOST_TO_COPY = 1_048_576;

function overChannels(engine: WasmEngine, code: Code, twin: SumsTwin): Run {
  const { addressOf } = engine;
  return (x, dy, out, inner) => {
    const { length } = x;
    const channels = out.length;
    const call = (kernel: KernelFunction, xAt: number, dyAt: number, y: number) =>
      dyAt === NONE ? kernel(xAt, y, length, channels, inner) : kernel(xAt, dyAt, y, length, channels, inner);

    const xAt = addressOf(x);
    const dyAt = dy === undefined ? NONE : addressOf(dy);
    const outAt = addressOf(out);
    if (xAt !== OUTSIDE && dyAt !== OUTSIDE && outAt !== OUTSIDE) return call(engine.kernel(code), xAt, dyAt, outAt);
    // A channel's sum runs through all of x, so that a piece of it is of no use.
    const workspace = length <= MOST_TO_COPY ? engine.workspace(Math.max(length, channels)) : undefined;
    if (workspace === undefined) return overTwin(twin)(x, dy, out, inner, 0, 0, 0, 0, undefined);
    const { kernels, first, second, third } = workspace;
    first.load(x, 0, length);
    if (dy !== undefined) second.load(dy, 0, length);
    call(kernels(code), first.address, dy === undefined ? NONE : second.address, third.address);
    third.store(out, 0, channels);
  };
}
