import { bitsOf, hex } from './bits.js';

const NAN = 0x7fc00000;

/** A 32-bit sum of many floats' bits, in their order, with one NaN for all: MurmurHash3's mixing. */
export class Fingerprint {
  #state = 0;

  add(array: Float32Array): void {
    const bits = bitsOf(array);
    let state = this.#state;
    for (let i = 0; i < array.length; i++) {
      let word = Number.isNaN(array[i]) ? NAN : bits[i];
      word = Math.imul(word, 0xcc9e2d51);
      word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
      state ^= word;
      state = (Math.imul((state << 13) | (state >>> 19), 5) + 0xe6546b64) | 0;
    }
    this.#state = state;
  }

  toString(): string {
    return hex(this.#state);
  }
}
