import { withMinus } from '../ui/format.js';
import type { Parameters } from './shape.js';

/** The numbers around an elementwise function, with the defaults that change nothing: f(x + bias) * times. */
export const AROUND: Parameters = { bias: 0, times: 1 };

export const isAround = (key: string): boolean => key in AROUND;

/** A function's own parameters, without the numbers around it. */
export function ownParameters(parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([key]) => !isAround(key)));
}

/** The options of a call that put these numbers around a function. They are one channel's. */
export function aroundOptions({ bias, times }: Parameters): { bias?: [number]; times?: [number] } {
  return {
    ...(bias === AROUND.bias ? {} : { bias: [bias] }),
    ...(times === AROUND.times ? {} : { times: [times] }),
  };
}

/** f(x + bias) * times with these numbers, where they are not the defaults. */
export function surrounded(f: string, { bias, times }: Parameters): string {
  const sum = bias === AROUND.bias ? 'x' : `x ${bias < 0 ? '−' : '+'} ${Math.abs(bias)}`;
  return `${f}(${sum})${times === AROUND.times ? '' : ` · ${withMinus(String(times))}`}`;
}
