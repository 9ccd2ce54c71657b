/** The command line's comparison: nothing is timed unless every result is right. */
import { describe, expect, test } from 'vitest';
import { compare } from '../../src/cli/compare.js';
import { type Instance, instanceOn } from '../../src/cli/functions.js';
import { bitsOf } from '../support/bits.js';

const auto = instanceOn('auto');

/** An instance whose results have the last bit of one element wrong. */
function wrongBy(bits: number, element: number): Instance {
  return {
    ...auto,
    activation(name) {
      const f = auto.activation(name);
      const wrong = (x: Float32Array, options: { out: Float32Array }) => {
        f(x, options);
        bitsOf(options.out)[element] ^= bits;
        return options.out;
      };
      return Object.assign(wrong, f) as unknown as typeof f;
    },
  };
}

describe('one bit that is wrong is an error', () => {
  test.each([0, 500, 1023])('of element %i', (element) => {
    expect(() => compare(wrongBy(1, element), ['gelu'])).toThrow(/^gelu, wasm.*: .* for .*, expected /);
  });
});

test('the comparison of right results has a speed for each way', () => {
  const speeds = compare(auto, ['relu']);
  expect(speeds.map(({ elements }) => elements)).toEqual([1_024, 65_536, 1_048_576]);
  for (const { billionsPerSecond } of speeds) {
    expect(Object.keys(billionsPerSecond)).toHaveLength(4);
    for (const speed of Object.values(billionsPerSecond)) expect(speed).toBeGreaterThan(0);
  }
});
