import type { Code, Run } from '../engine/kernel.js';
import { type SumsTwin, sumsKernel } from '../engine/sums.js';
import {
  checkApart,
  options as checkedOptions,
  divisor,
  input,
  known,
  multipleOf,
  sameLength,
  sumsOut,
} from './arguments.js';
import type { GetBackend } from './binding.js';

type Given = Readonly<Record<string, unknown>>;

const KEYS = /* @__PURE__ */ known('channels', 'inner', 'out');
const DY_KEYS = /* @__PURE__ */ known('channels', 'inner', 'dy', 'out');

/** A function that makes a sum for each channel, over dy too where `takesDy`. */
export function sums(backend: GetBackend, fn: string, code: Code, cost: number, twin: SumsTwin, takesDy = false) {
  let run: Run<unknown> | undefined;
  return (x: unknown, options: unknown): Float32Array => {
    const given = checkedOptions<Given>(fn, options === undefined ? {} : options, takesDy ? DY_KEYS : KEYS);
    const array = input(fn, 'x', x);
    const channels = divisor(fn, 'channels', given.channels, array);
    const inner = given.inner === undefined ? 1 : divisor(fn, 'inner', given.inner, array);
    multipleOf(fn, 'x.length', array.length, 'channels * inner', channels * inner);
    const dy = takesDy ? input(fn, 'dy', given.dy) : undefined;
    if (dy !== undefined) sameLength(fn, 'dy', dy, array);
    const out = sumsOut(fn, given.out, channels, array);
    checkApart(fn, out, 'x', array);
    if (dy !== undefined) checkApart(fn, out, 'dy', dy);
    run ??= backend().kernel(sumsKernel(code, fn, cost, twin));
    return (run(array, dy, out, inner, 0, 0, 0, 0, undefined) ?? out) as Float32Array;
  };
}
