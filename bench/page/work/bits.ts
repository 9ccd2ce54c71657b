/** The patterns that an array's floats are. */
export function bitsOf(array: Float32Array): Uint32Array {
  return new Uint32Array(array.buffer, array.byteOffset, array.length);
}

export function hex(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, '0');
}

/** Where two results differ in a bit; any NaN equals any NaN. */
export function differences(a: Float32Array, b: Float32Array): number[] {
  const aBits = bitsOf(a);
  const bBits = bitsOf(b);
  const found = [];
  for (let i = 0; i < a.length; i++) {
    if (aBits[i] !== bBits[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i]))) found.push(i);
  }
  return found;
}
