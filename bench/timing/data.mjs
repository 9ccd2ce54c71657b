/** The arrays that contenders work on, in linear memory and outside it, with fresh numbers for every batch. */

/**
 * Together the arrays of one batch hold this many elements, or one array of more. A branch predictor learns the signs
 * of up to 16,384 that come again and again, and not of this many.
 */
export const ELEMENTS = 65_536;
/** Beyond this many array objects, fetching the objects themselves from memory would be what is timed. */
export const MOST_ARRAYS = 256;
/** Room for the windows of the longest array to begin elsewhere each time. */
const SLACK = 2 ** 16;

/** How many arrays of `length` make a batch. @param {number} length */
export function arrayCount(length) {
  return Math.max(1, Math.min(MOST_ARRAYS, Math.floor(ELEMENTS / length)));
}

/**
 * How often a batch may go over the same arrays: once, where that is too little to stop the predictor from learning.
 * Eight times leakyRelu in place leave 1e-16 of a value: no subnormals, which are slow to multiply on some CPUs.
 * (squaredRelu in place reaches a few, on its way to 0.)
 * @param {number} length
 */
export function mostPasses(length) {
  return arrayCount(length) * length >= ELEMENTS ? 8 : 1;
}

/**
 * Random numbers, uniform from -8 to 8, and a way to fill arrays from windows that move on. They are odd multiples of
 * 2^-21: none is 0 or at a kink, where a loop that people write may differ from the definition.
 * @param {number} longest the longest array to fill
 */
export function randomSource(longest) {
  const bits = new Uint32Array(Math.max(longest, ELEMENTS) + SLACK);
  for (let i = 0; i < bits.length; i += 16_384) crypto.getRandomValues(bits.subarray(i, i + 16_384));
  const numbers = new Float32Array(bits.buffer);
  for (let i = 0; i < bits.length; i++) numbers[i] = ((bits[i] >>> 8) + 0.5) * 2 ** -20 - 8;
  let next = 0;
  let start = 0;

  return {
    /** @param {readonly Float32Array[]} arrays @param {number} [from] */
    fill(arrays, from = next) {
      let at = from;
      for (const array of arrays) {
        if (at + array.length > numbers.length) {
          start = (start + 97) % SLACK;
          at = start;
        }
        array.set(numbers.subarray(at, at + array.length));
        at += array.length;
      }
      next = at + 97; // odd, so that no two rounds line up
    },
  };
}

/** A cache line, at which `alloc` begins each array. */
const LINE = 16;

/**
 * @param {import('wasm-activations').Activations} wasm
 * @param {number} longest
 */
export function residentArrays(wasm, longest) {
  // `alloc` takes nothing back: one region for each role, divided anew for each length.
  const most = Math.max(longest, ELEMENTS) + LINE * MOST_ARRAYS;
  const regions = { xs: wasm.alloc(most), dys: wasm.alloc(most), outs: wasm.alloc(most) };
  /** @param {Float32Array} region @param {number} length */
  const divide = (region, length) => {
    const stride = Math.ceil(length / LINE) * LINE;
    return Array.from({ length: arrayCount(length) }, (_, k) => region.subarray(k * stride, k * stride + length));
  };
  /** @param {number} length @returns {import('./contenders.mjs').Arrays} */
  return (length) => ({
    xs: divide(regions.xs, length),
    dys: divide(regions.dys, length),
    outs: divide(regions.outs, length),
  });
}

/** What `residentArrays` takes of the memory. @param {number} longest */
export function residentBytes(longest) {
  return 3 * 4 * (Math.max(longest, ELEMENTS) + LINE * MOST_ARRAYS) + 2 ** 20;
}

/** @param {number} length @returns {import('./contenders.mjs').Arrays} */
export function ordinaryArrays(length) {
  const make = () => Array.from({ length: arrayCount(length) }, () => new Float32Array(length));
  return { xs: make(), dys: make(), outs: make() };
}
