import type { Around } from '../engine/kernel.js';
import { checkApart, checkOverlap, input, integer, type Known, multipleOf, notEmpty } from './arguments.js';

/** The options that surround an activation, as they were given. */
export interface GivenSurroundings {
  readonly bias?: unknown;
  readonly times?: unknown;
  readonly inner?: unknown;
}

/** The mark of an activation's parameters. */
export const PARAMETER = 1;
/** The mark of the options that surround an activation. */
export const SURROUNDS = 2;

/** The options of a function that may be surrounded. */
export function knownWithSurroundings(names: readonly string[], parameters: readonly string[] = []): Known {
  return [names, parameters, ['bias', 'times', 'inner']];
}

/** `inner` as it was given, or 1. */
function innerOf(fn: string, inner: unknown): number {
  return inner === undefined ? 1 : integer(fn, 'inner', inner, 1, Number.MAX_SAFE_INTEGER);
}

/** An array as long as x, or of one entry for each channel, where x has whole turns of the channels. */
function checkEntries(fn: string, argument: string, array: Float32Array, x: Float32Array, inner: number): void {
  if (array.length === x.length) return; // for which `inner` does not count
  notEmpty(fn, argument, array);
  multipleOf(fn, 'x.length', x.length, `${argument}.length * inner`, array.length * inner);
}

function operand(fn: string, argument: string, value: unknown, x: Float32Array, inner: number) {
  if (value === undefined) return undefined;
  const array = input(fn, argument, value);
  checkEntries(fn, argument, array, x, inner);
  return array;
}

/** What surrounds a call's activation, checked against x; undefined where nothing does. `alpha`: prelu's slopes. */
export function surroundings(
  fn: string,
  { bias, times, inner }: GivenSurroundings,
  x: Float32Array,
  alpha?: Float32Array,
): Around | undefined {
  const checked = innerOf(fn, inner);
  if (alpha !== undefined) checkEntries(fn, 'alpha', alpha, x, checked);
  const around = {
    bias: operand(fn, 'bias', bias, x, checked),
    alpha,
    times: operand(fn, 'times', times, x, checked),
    inner: checked,
    from: 0,
    to: x.length,
  };
  return around.bias === undefined && around.times === undefined && alpha === undefined ? undefined : around;
}

/** `out` may be a bias or a times as long as x, exactly. One entry for a channel is read again and again: `out` has to be apart from it. */
export function checkAround(fn: string, out: Float32Array, { bias, alpha, times }: Around): void {
  checkOperand(fn, out, 'bias', bias);
  checkOperand(fn, out, 'times', times);
  if (alpha !== undefined) checkApart(fn, out, 'alpha', alpha);
}

function checkOperand(fn: string, out: Float32Array, argument: string, array: Float32Array | undefined): void {
  if (array === undefined) return;
  if (array.length === out.length) checkOverlap(fn, out, argument, array);
  else checkApart(fn, out, argument, array);
}
