/** alloc: zeroed, aligned, disjoint arrays, until the memory is exhausted; then everything else still works. */
import { describe, expect, test } from 'vitest';
import { TILE } from '../../../src/engine/tiles.js';
import { same } from '../../support/bits.js';
import { calls } from '../../support/calls.js';
import { functions, placesOf, rightArguments } from '../../support/functions.js';
import { mixture } from '../../support/inputs.js';
import { refused } from '../../support/refused.js';
import { activations } from '../../support/subjects.js';

const CACHE_LINE = 64;
const LENGTHS = [1, 0, 3, 16, 17, 100, 1, 1, 4096, 5, 0, 33];

const instances = [
  { backend: 'wasm', api: activations('wasm', { memoryBytes: 2 ** 20 }) },
  { backend: 'js', api: activations('js', {}) },
];

describe.each(instances)('$backend', ({ api }) => {
  test('arrays are plain Float32Arrays of that length, zeroed, also after the scratch was in use', () => {
    const dirty = new Float32Array(3 * TILE).fill(7);
    for (const length of LENGTHS) {
      api.relu.grad(dirty, { dy: dirty });
      const array = api.alloc(length);
      expect(Object.getPrototypeOf(array)).toBe(Float32Array.prototype);
      expect(array).toEqual(new Float32Array(length));
    }
  });

  test('arrays are disjoint from each other and from the scratch', () => {
    const arrays = LENGTHS.map((length, i) => api.alloc(length).fill(i + 1));
    const ordinary = new Float32Array(3 * TILE).fill(-1);
    for (const call of calls) call.run(api, ordinary, ordinary);
    const places = placesOf((length) => new Float32Array(length), 3 * TILE);
    for (const callee of functions) {
      const { x, ...options } = rightArguments(callee, places, 3 * TILE);
      callee.call(api, x, options);
    }
    arrays.forEach((array, i) => {
      expect(array).toEqual(new Float32Array(LENGTHS[i]).fill(i + 1));
    });
  });
});

test('arrays in linear memory begin at a cache line', () => {
  const { alloc, memory } = activations('wasm', { memoryBytes: 2 ** 20 });
  for (const length of LENGTHS) {
    const array = alloc(length);
    expect(array.buffer).toBe(memory?.buffer);
    expect(array.byteOffset % CACHE_LINE).toBe(0);
  }
});

describe('exhaustion', () => {
  const CAPACITY = 2 ** 17;

  function nearlyFull() {
    const api = activations('wasm', { memoryBytes: CAPACITY });
    const first = api.alloc(1000).fill(-5);
    const used = first.byteOffset + 64 * Math.ceil(4000 / 64);
    return { api, first, used, left: (CAPACITY - used) / 4 };
  }

  function message(asked: number, used: number): string {
    const advice = 'createActivations({ memoryBytes }) makes an instance with more';
    return `alloc: memory exhausted: asked for ${asked} bytes, used ${used}, capacity ${CAPACITY}; ${advice}`;
  }

  test('says the capacity, what is used and what was asked for', () => {
    const { api, first, used, left } = nearlyFull();
    for (const length of [left + 1, 10 * left, 2 ** 30, 2 ** 32, Number.MAX_SAFE_INTEGER]) {
      refused(() => api.alloc(length), RangeError, message(4 * length, used), [first]);
    }
  });

  test('comes when the last byte is taken, not before', () => {
    const { api, left } = nearlyFull();
    const rest = api.alloc(left);
    expect(rest.byteOffset + rest.byteLength).toBe(CAPACITY);
    refused(() => api.alloc(1), RangeError, message(4, CAPACITY));
    expect(api.alloc(0).length).toBe(0);
  });

  test('an end that is not aligned can be used up too', () => {
    const { api, left } = nearlyFull();
    expect(api.alloc(left - 1).length).toBe(left - 1);
    refused(() => api.alloc(1), RangeError, message(4, CAPACITY));
  });

  test('leaves everything usable', () => {
    const { api, first, left } = nearlyFull();
    expect(() => api.alloc(left + 1)).toThrow(RangeError);
    const [x, dy] = [api.alloc(1000), api.alloc(1000)];
    x.set(mixture(1000, 14));
    dy.set(mixture(1000, 15));
    for (const call of calls) same(call.run(api, x, dy), call.expected(x, dy), () => call.name, { x, dy });
    expect(first).toEqual(new Float32Array(1000).fill(-5));
    // One after the other until nothing is left: then the same.
    expect(() => {
      for (;;) api.alloc(64);
    }).toThrow(RangeError);
    for (const call of calls) same(call.run(api, x, dy), call.expected(x, dy), () => call.name, { x, dy });
  });

  test('js: an array that no engine makes', () => {
    const { alloc } = activations('js', {});
    const asked = 4 * Number.MAX_SAFE_INTEGER;
    const why = 'this engine makes no array of that size';
    refused(
      () => alloc(Number.MAX_SAFE_INTEGER),
      RangeError,
      `alloc: memory exhausted: asked for ${asked} bytes, ${why}`,
    );
  });
});
