/** Float32 values as bit patterns, and comparison to the bit. */

export function bitsOf(array: Float32Array): Uint32Array {
  return new Uint32Array(array.buffer, array.byteOffset, array.length);
}

export function fromBits(bits: Uint32Array): Float32Array {
  return new Float32Array(bits.buffer, bits.byteOffset, bits.length);
}

function show(array: Float32Array, i: number): string {
  return `${Object.is(array[i], -0) ? '-0' : array[i]} (0x${bitsOf(array)[i].toString(16).padStart(8, '0')})`;
}

/**
 * Throws where `actual` differs from `expected` in any bit; NaN equals NaN. `inputs` are what the message shows.
 * Not vitest's `expect`: this runs some hundred million times.
 */
export function same(
  actual: Float32Array,
  expected: Float32Array,
  what: () => string,
  inputs: Readonly<Record<string, Float32Array>> = {},
): void {
  if (actual.length !== expected.length) {
    throw new Error(`${what()}: length ${actual.length}, expected ${expected.length}`);
  }
  for (let i = 0; i < expected.length; i++) {
    // Object.is tells -0 from 0, and takes all NaNs for one.
    if (!Object.is(actual[i], expected[i])) {
      const given = Object.entries(inputs).map(([name, array]) => `${name} = ${show(array, i)}`);
      throw new Error(
        `${what()}: element ${i} of ${expected.length}, ${given.join(', ')}: ` +
          `got ${show(actual, i)}, expected ${show(expected, i)}`,
      );
    }
  }
}
