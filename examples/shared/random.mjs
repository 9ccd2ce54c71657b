/**
 * A generator of numbers in [0, 1), the same ones for the same seed: 32-bit xorshift with the shifts 13, 17, 5.
 * Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (14), 2003; the default seed is that paper's too.
 *
 * @param {number} [seed] anything but 0
 */
export function xorshift(seed = 2463534242) {
  let state = seed | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
