/** Every function of an instance that takes arrays, and what each of its arguments is: bad input is tried from this table. */
import * as ops from '../../src/functions/index.js';
import { type Name, type Spec, specs } from '../../tools/specs.js';

/**
 * What an argument is, which says what can be wrong with it.
 * - input: as long as x, or x itself
 * - entries: as long as x, or with one entry for each channel
 * - slopes: entries that are finite
 * - out: as long as x, and exactly an input or apart from all of them
 * - sums: an out with one element for each channel, apart from the inputs
 * - integer: from 1 on
 * - divisor: an integer from 1 on, of which x.length is a multiple
 */
export type Kind = 'input' | 'entries' | 'slopes' | 'out' | 'sums' | 'integer' | 'divisor' | 'kink' | 'number';

export interface Callee {
  /** As error messages call it. */
  readonly fn: string;
  /** x first, then each option. */
  readonly takes: Readonly<Record<string, Kind>>;
  /** Options without which it cannot be called. */
  readonly needs: readonly string[];
  /** The row of an elementwise function. */
  readonly spec?: Spec;
  /** Calls it with anything. */
  call(api: object, ...args: unknown[]): unknown;
}

type Anything = ((...args: unknown[]) => unknown) & Record<string, (...args: unknown[]) => unknown>;

/** What surrounds an activation. */
const AROUND = { bias: 'entries', times: 'entries', inner: 'integer' } as const;

function callee(fn: string, takes: Callee['takes'], needs: readonly string[] = [], spec?: Spec): Callee {
  const [name, method] = fn.split('.');
  return {
    fn,
    takes: { x: 'input', ...takes },
    needs,
    ...(spec && { spec }),
    call(api, ...args) {
      const f = (api as Record<string, Anything>)[name];
      return method === undefined ? f(...args) : f[method](...args);
    },
  };
}

/** The functions that belong to an export, by its kind. */
const kinds: Readonly<Record<string, (name: string) => Callee[]>> = {
  elementwise(name) {
    const spec: Spec = specs[name as Name];
    const parameters = Object.fromEntries(Object.keys(spec.parameters).map((key) => [key, 'number' as const]));
    const kink = spec.kinks ? { kink: 'kink' as const } : {};
    return [
      callee(name, { out: 'out', ...parameters, ...AROUND }, [], spec),
      callee(`${name}.grad`, { dy: 'input', out: 'out', ...kink, ...parameters, ...AROUND }, [], spec),
    ];
  },
  channels: (name) => [
    callee(name, { alpha: 'slopes', out: 'out', ...AROUND }, ['alpha']),
    callee(`${name}.grad`, { alpha: 'slopes', dy: 'input', out: 'out', kink: 'kink', ...AROUND }, ['alpha']),
    callee(`${name}.gradAlpha`, { channels: 'divisor', inner: 'divisor', dy: 'input', out: 'sums' }, [
      'channels',
      'dy',
    ]),
  ],
  sums: (name) => [callee(name, { channels: 'divisor', inner: 'divisor', out: 'sums' }, ['channels'])],
  rows: (name) => [
    callee(name, { size: 'divisor', inner: 'divisor', out: 'out' }),
    callee(`${name}.grad`, { size: 'divisor', inner: 'divisor', dy: 'input', out: 'out' }, ['dy']),
  ],
};

export const functions: readonly Callee[] = Object.entries(ops).flatMap(([name, { kind }]) => kinds[kind](name));

const ARRAYS: readonly Kind[] = ['input', 'entries', 'slopes', 'out', 'sums'];

/** The arguments that are arrays. */
export function arrayArguments({ takes }: Callee): string[] {
  return Object.keys(takes).filter((argument) => ARRAYS.includes(takes[argument]));
}

/** Arrays for every argument, each where `array` puts it, of which calls use the first elements. */
export type Places = Readonly<Record<string, Float32Array>>;

export function placesOf(array: (length: number) => Float32Array, length: number): Places {
  return Object.fromEntries(
    ['x', 'dy', 'bias', 'times', 'alpha', 'out'].map((name) => [name, array(length).fill(CANARY)]),
  );
}

export const CANARY = 12345;
export const CHANNELS = 2;

/** Every argument of a call of `length` elements, an even number, in which nothing is wrong. */
export function rightArguments({ takes }: Callee, places: Places, length: number): Record<string, unknown> {
  const value: Readonly<Record<Kind, (argument: string) => unknown>> = {
    input: (argument) => places[argument].subarray(0, length),
    entries: (argument) => places[argument].subarray(0, length),
    slopes: (argument) => places[argument].subarray(0, Math.max(length, 1)),
    out: (argument) => places[argument].subarray(0, length),
    sums: (argument) => places[argument].subarray(0, CHANNELS),
    integer: () => 1,
    divisor: (argument) => (argument === 'inner' ? 1 : CHANNELS),
    kink: () => 'right',
    number: () => undefined,
  };
  return Object.fromEntries(Object.entries(takes).map(([argument, kind]) => [argument, value[kind](argument)]));
}

/** From this many slopes of channels on they are read where they lie. */
const MANY_CHANNELS = 32;

/** Calls that read all their arrays in place: what surrounds them is as long as x, but for prelu's slopes of channels. */
export function surroundedCalls(api: object, array: (length: number) => Float32Array): (() => unknown)[] {
  const length = 4 * MANY_CHANNELS;
  const places = placesOf(array, length);
  return functions
    .filter(({ takes }) => 'bias' in takes)
    .flatMap((callee) => {
      const { x, ...right } = rightArguments(callee, places, length);
      const slopes = callee.takes.alpha === 'slopes' ? [{ alpha: places.alpha.subarray(0, MANY_CHANNELS) }] : [];
      return [{}, ...slopes].map((own) => () => callee.call(api, x, { ...right, ...own }));
    });
}
