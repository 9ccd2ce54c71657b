/** Arrays of one length for a batch, in linear memory and outside it. */
import { arrayCount, ELEMENTS, MOST_ARRAYS } from './data.mjs';

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
