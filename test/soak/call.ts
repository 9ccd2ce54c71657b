/** One random call: a function, its arguments as values, and where its arrays are to lie. */
import { type Name, specs } from '../../tools/specs.js';
import { bitsOf } from '../support/bits.js';
import { type Callee, functions } from '../support/functions.js';
import { mixture, scrambled } from '../support/inputs.js';
import type { Random } from './random.js';

/** Where an array lies. */
export type Place = 'plain' | 'ordinary' | 'shared' | 'arena' | 'foreign';

export interface SoakCall {
  readonly fn: string;
  readonly callee: Callee;
  readonly length: number;
  /** What it is called with, but for `out`. Arrays are ordinary ones. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly places: Readonly<Record<string, Place>>;
  /** The argument whose array the results go to, `out` for another one, `new` for none. */
  readonly target: string;
  readonly outLength: number;
}

const TILE = 4096;

/** Mostly short, often around the length of a tile, now and then so long that threads share the work. */
function lengthOf(random: Random): number {
  const kind = random.integer(20);
  if (kind < 12) return random.integer(80);
  if (kind < 16) return TILE * (1 + random.integer(2)) + random.integer(9) - 4;
  if (kind < 19) return random.integer(20_000);
  return random.integer(120_000);
}

function valuesOf(random: Random, length: number): Float32Array {
  const seed = random.bits();
  return random.chance(0.5) ? mixture(length, seed) : scrambled(length, seed);
}

/** Channels and elements of each that follow each other, whose product divides `length`. */
function shapeOf(random: Random, length: number): { channels: number; inner: number } {
  const divisors = [1, 2, 3, 4, 5, 7, 8, 16, 64, 128, 1000].filter((count) => length % count === 0);
  const channels = length > 0 && random.chance(0.2) ? length : random.one(divisors);
  const inner = random.one(divisors.filter((count) => (length / channels) % count === 0));
  return { channels, inner };
}

const finite = (array: Float32Array) => array.map((value) => (Number.isFinite(value) ? value : 0.25));

export function callOf(random: Random): SoakCall {
  const callee = random.one(functions);
  const { takes, needs } = callee;
  const length = lengthOf(random);
  const { channels, inner } = shapeOf(random, length);
  const options: Record<string, unknown> = { x: valuesOf(random, length) };
  const gives = (argument: string) => needs.includes(argument) || random.chance(0.5);
  const entries = () => valuesOf(random, random.chance(0.5) ? length : channels);
  for (const [argument, kind] of Object.entries(takes)) {
    if (argument === 'x' || !gives(argument)) continue;
    if (kind === 'input') options[argument] = valuesOf(random, length);
    if (kind === 'entries') {
      const given = entries();
      if (given.length > 0 || length === 0) options[argument] = given;
    }
    if (kind === 'slopes')
      options[argument] = finite(valuesOf(random, random.chance(0.2) ? Math.max(length, 1) : channels));
    if (kind === 'divisor' && argument !== 'inner') options[argument] = channels;
    if (kind === 'kink') options[argument] = random.one(['right', 'left', 'min']);
  }
  if ('inner' in takes) options.inner = inner;
  if (callee.spec) Object.assign(options, random.one(specs[callee.fn.split('.')[0] as Name].sweep));

  const arrays = Object.keys(options).filter((argument) => ArrayBuffer.isView(options[argument]));
  const kinds: readonly Place[] = ['plain', 'ordinary', 'shared', 'arena', 'foreign'];
  const places = Object.fromEntries(
    [...arrays, 'out'].map((argument) => [argument, random.one(argument === 'out' ? kinds.slice(1) : kinds)]),
  );
  const whole = arrays.filter(
    (argument) =>
      (options[argument] as Float32Array).length === length &&
      places[argument] !== 'plain' &&
      takes[argument] !== 'slopes' &&
      takes.out === 'out',
  );
  const outLength = takes.out === 'sums' ? channels : length;
  return { fn: callee.fn, callee, length, options, places, target: random.one(['new', 'out', ...whole]), outLength };
}

/** The bits in which all NaN are one: of a signalling NaN an engine may make a quiet one. */
export function comparable(array: Float32Array): Buffer {
  const bits = bitsOf(array).slice();
  for (let i = 0; i < bits.length; i++) if (Number.isNaN(array[i])) bits[i] = 0x7fc00000;
  return Buffer.from(bits.buffer);
}

/** The call in words, for a report. */
export function written({ fn, length, options, places, target }: SoakCall): string {
  const words = Object.entries(options).map(([argument, value]) =>
    ArrayBuffer.isView(value)
      ? `${argument}: ${(value as Float32Array).length} in ${places[argument]}`
      : `${argument}: ${value}`,
  );
  return `${fn} of ${length} elements { ${words.join(', ')} }, out: ${target}${target === 'out' ? ` in ${places.out}` : ''}`;
}
