/** Arrays that end where the memory ends: nothing is read or written behind an array, where a load of whole vectors would trap. */
import { test } from 'vitest';
import { same } from '../support/bits.js';
import { arrayArguments, CHANNELS, functions, type Places, placesOf, rightArguments } from '../support/functions.js';
import { activations, bump } from '../support/subjects.js';

/** What is left over by turns of two, four and 32 elements. */
const LENGTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 33, 34, 35];
const LONGEST = Math.max(...LENGTHS);

const memory = new WebAssembly.Memory({ initial: 1 });
const wasm = activations('wasm', { memory });
const js = activations('js', {});
const elsewhere = placesOf(bump(memory), LONGEST);
const values = placesOf((length) => new Float32Array(length), LONGEST);
for (const [k, array] of Object.values(values).entries())
  for (let i = 0; i < LONGEST; i++) array[i] = 4 * Math.sin((k + 1) * (i + 1));

/** The last elements of the memory. */
const last = (length: number) => new Float32Array(memory.buffer, memory.buffer.byteLength - 4 * length, length);

test.each(functions)('$fn', (callee) => {
  const called = (api: object, places: Places, length: number) => {
    const { x, ...options } = rightArguments(callee, places, length);
    return callee.call(api, x, options) as Float32Array;
  };
  const isWhole = Object.values(callee.takes).includes('divisor');
  for (const length of LENGTHS.filter((length) => !isWhole || length % CHANNELS === 0)) {
    const expected = called(
      js,
      Object.fromEntries(Object.entries(values).map(([name, array]) => [name, array.slice()])),
      length,
    );
    for (const argument of arrayArguments(callee)) {
      for (const [name, array] of Object.entries(elsewhere)) array.set(values[name]);
      const atEnd = last(callee.takes[argument] === 'sums' ? CHANNELS : length);
      atEnd.set(values[argument].subarray(0, atEnd.length));
      const what = () => `${argument} of ${length} at the end`;
      same(called(wasm, { ...elsewhere, [argument]: atEnd }, length), expected, what);
    }
  }
});
