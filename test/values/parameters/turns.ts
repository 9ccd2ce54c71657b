/** The inputs beside every root, edge and kink of a function: there sums cancel, and branches change. */
import type { Activations } from '../../../src/index.js';
import type { Name, Parameters } from '../../../tools/specs.js';
import { bitsOf } from '../../support/bits.js';
import { callsWith } from '../../support/calls.js';

/** So many neighbours on either side. */
const NEIGHBOURS = 64;

/** The bits of a float32 from its place in the order of their values. */
const SIGN = 0x80000000;
const bitsAt = (place: number) => (place < 0 ? SIGN - place : place);

function floatsAt(places: readonly number[]): Float32Array {
  const array = new Float32Array(places.length);
  bitsOf(array).set(places.map(bitsAt));
  return array;
}

/**
 * The inputs around all places where f or f' changes its sign, or begins or ceases to be 0 or 1. Between two places on a grid of
 * eight for each exponent a change is found by bisection.
 */
export function turns(api: Activations, name: Name, parameters: Parameters): Float32Array {
  const [forward, gradient] = callsWith(name, parameters);
  /** What f and f' are at each place: two of -1, 0, 1 and more. */
  function kinds(places: readonly number[]): string[] {
    const x = floatsAt(places);
    const [y, slope] = [forward.run(api, x, x), gradient.run(api, x, x)];
    const kind = (value: number) => (value === 1 ? 'one' : Math.sign(value));
    return places.map((_, i) => `${kind(y[i])} ${kind(slope[i])}`);
  }

  const INFINITE = 0x7f800000;
  const grid: number[] = [];
  for (let place = -INFINITE; place <= INFINITE; place += 2 ** 20) grid.push(place);
  const found = kinds(grid);
  let spans = grid.slice(1).flatMap((high, i) => (found[i] === found[i + 1] ? [] : [{ low: grid[i], high }]));
  const least = kinds(spans.map(({ low }) => low));
  for (let step = 0; step < 20; step++) {
    const middles = spans.map(({ low, high }) => Math.floor((low + high) / 2));
    const isAsLow = kinds(middles).map((kind, i) => kind === least[i]);
    spans = spans.map(({ low, high }, i) => (isAsLow[i] ? { low: middles[i], high } : { low, high: middles[i] }));
  }
  const places = new Set<number>();
  for (const { low } of spans) {
    for (let place = low - NEIGHBOURS; place <= low + NEIGHBOURS; place++) {
      if (Math.abs(place) <= INFINITE) places.add(place);
    }
  }
  return floatsAt([...places]);
}
