/** An instance's own memory: of fixed size, so that nothing that lies in it ever detaches. */
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { SCRATCH_BYTES, TILE } from '../../../src/engine/tiles.js';
import * as everything from '../../../src/index.js';
import { same } from '../../support/bits.js';
import { calls, callsOfEachLoop } from '../../support/calls.js';
import { surroundedCalls } from '../../support/functions.js';
import { mixture } from '../../support/inputs.js';
import { INPUT, OUTPUT, refused } from '../../support/refused.js';
import { activations } from '../../support/subjects.js';

const PAGE = 65_536;

function own(memoryBytes?: number) {
  const api = activations('wasm', { memoryBytes });
  return { api, memory: api.memory as WebAssembly.Memory };
}

/** Every call on arrays here, and on ordinary ones longer than a tile. */
function useAll(api: everything.Activations, array: (length: number) => Float32Array): void {
  for (const length of [1, 20, TILE + 1]) {
    const [x, dy, out] = [array(length), array(length), array(length)];
    x.set(mixture(length, 12));
    dy.set(mixture(length, 13));
    for (const call of calls) {
      const expected = call.expected(x, dy);
      same(call.run(api, x, dy, out), expected, () => call.name, { x, dy });
    }
  }
}

const js = activations('js', {});

const ordinary = (length: number) => new Float32Array(length);

test('63 MiB by default', () => {
  expect(own().memory.buffer.byteLength).toBe(63 * 2 ** 20);
});

test('memoryBytes, rounded up to pages', () => {
  for (const [asked, got] of [
    [PAGE, PAGE],
    [PAGE + 1, 2 * PAGE],
    [3 * PAGE, 3 * PAGE],
    [3 * PAGE + 0.5 * PAGE, 4 * PAGE],
  ]) {
    expect(own(asked).memory.buffer.byteLength).toBe(got);
  }
});

test('up to 4 GiB, usable to the end', () => {
  const { api, memory } = own(2 ** 32);
  expect(memory.buffer.byteLength).toBe(2 ** 32);
  const far = api.alloc(2 ** 30 - 2 ** 17); // never touched, so it costs no memory
  useAll(api, api.alloc);
  expect(api.alloc(1).byteOffset).toBeGreaterThan(far.byteLength);
});

test('cannot grow, and does not', () => {
  const { api, memory } = own(2 ** 20);
  const { buffer } = memory;
  const early = api.alloc(100).fill(7);
  useAll(api, ordinary);
  useAll(api, api.alloc);
  expect(memory.buffer).toBe(buffer);
  expect(early).toEqual(new Float32Array(100).fill(7));
  expect(() => memory.grow(1)).toThrow(RangeError);
});

test('still works after a call of memory.grow(0), which detaches every view', () => {
  const { api, memory } = own(2 ** 20);
  useAll(api, ordinary);
  const [before, out] = [api.alloc(100), api.alloc(100)];
  memory.grow(0);
  expect(before.length).toBe(0);
  const gone = 'one whose buffer is detached, or shrank below it';
  refused(() => api.relu(before, { out }), TypeError, `relu: x must be ${INPUT}, got ${gone}`);
  refused(() => api.relu([], { out }), TypeError, `relu: out must be ${OUTPUT}, got ${gone}`);
  useAll(api, ordinary);
  useAll(api, api.alloc);
});

test('arrays inside are worked on in place: the scratch stays as it is, also after memory.grow(0)', () => {
  const { api, memory } = own(2 ** 20);
  for (let i = 0; i < 2; i++) {
    const [x, dy, out] = [api.alloc(TILE), api.alloc(TILE), api.alloc(TILE)];
    const scratch = new Uint8Array(memory.buffer, 0, SCRATCH_BYTES).fill(0xa5);
    for (const call of calls) call.run(api, x, dy, out);
    for (const run of surroundedCalls(api, api.alloc)) run();
    expect(scratch.every((byte) => byte === 0xa5)).toBe(true);
    memory.grow(0);
  }
});

test('a short view of the scratch is copied, as an ordinary array is', () => {
  const { api, memory } = own(PAGE);
  const x = new Float32Array(memory.buffer, 0, 100);
  const values = mixture(x.length, 14);
  for (const call of calls) {
    x.set(values);
    same(call.run(api, x, values), call.expected(values, values), () => call.name, { x: values });
  }
});

test('arrays inside and outside, in every mixture', () => {
  const { api } = own();
  for (const length of [1, 20, 2 * TILE + 5]) {
    const inputs = [mixture(length, 15), mixture(length, 16)];
    for (const call of callsOfEachLoop) {
      const expected = call.expected(inputs[0], inputs[1]);
      for (let mask = 0; mask < 8; mask++) {
        const [x, dy, out] = [0, 1, 2].map((i) => (mask & (1 << i) ? api.alloc(length) : ordinary(length)));
        x.set(inputs[0]);
        dy.set(inputs[1]);
        same(call.run(api, x, dy, out), expected, () => `${call.name}, ${length}, mixture ${mask}`, { x, dy });
      }
    }
  }
});

test('sums of channels of arrays inside and outside, in every mixture', () => {
  const { api } = own();
  const [channels, length] = [3, 99];
  const inputs = [mixture(length, 15), mixture(length, 16)].map((values) =>
    values.map((v) => (v > -9 && v < 9 ? v : 1)),
  );
  const sums = js.channelSums(inputs[0], { channels });
  const slopes = js.prelu.gradAlpha(inputs[0], { channels, dy: inputs[1] });
  for (let mask = 0; mask < 8; mask++) {
    const array = (bit: number, n: number) => (mask & bit ? api.alloc(n) : ordinary(n));
    const [x, dy, out] = [array(1, length), array(2, length), array(4, channels)];
    x.set(inputs[0]);
    dy.set(inputs[1]);
    same(api.channelSums(x, { channels, out }), sums, () => `channelSums, mixture ${mask}`);
    same(api.prelu.gradAlpha(x, { channels, dy, out }), slopes, () => `gradAlpha, mixture ${mask}`);
  }
});

test('two instances share nothing', () => {
  const [one, two] = [own(PAGE), own(PAGE)];
  expect(one.memory).not.toBe(two.memory);
  const mine = one.api.alloc(64).fill(1);
  two.api.alloc(64).fill(2);
  useAll(two.api, ordinary);
  expect(mine).toEqual(new Float32Array(64).fill(1));
  // Each takes the other's arrays, as ordinary ones.
  expect(two.api.relu(mine)).toEqual(new Float32Array(64).fill(1));
});

describe('the exports of the package', () => {
  test('are the members of one instance', () => {
    const { createActivations, ...exports } = everything;
    const { memory, ...members } = createActivations();
    expect(Object.keys(exports).sort()).toEqual(Object.keys(members).sort());
    expect(memory).toBeInstanceOf(WebAssembly.Memory);
    expect(everything.backend).toEqual({ name: 'wasm', reason: 'WebAssembly SIMD runs here' });
    useAll({ ...everything, memory: undefined }, everything.alloc);
  });

  test('work on arrays of alloc in place', () => {
    const x = everything.alloc(20);
    x.fill(-1);
    expect(x.buffer.byteLength).toBe(63 * 2 ** 20);
    everything.relu(x, { out: x });
    expect(x).toEqual(new Float32Array(20));
  });
});

test('js has no memory, and says that it was asked for', () => {
  const { backend, memory } = activations('js', {});
  expect(memory).toBeUndefined();
  expect(backend).toEqual({ name: 'js', reason: 'asked for' });
  expect(Object.isFrozen(backend)).toBe(true);
});

test('the console shows what the exported backend has', () => {
  expect(inspect(everything.backend)).toBe("{ name: 'wasm', reason: 'WebAssembly SIMD runs here' }");
});

test('a memory that is refused: an error that says its size, with the cause', () => {
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class {
    constructor() {
      throw new RangeError('no more');
    }
  } as unknown as typeof Memory;
  try {
    const create = () => own(PAGE + 1);
    const why = '131072 bytes of linear memory were refused: RangeError: no more';
    refused(create, Error, `createActivations: backend 'wasm' cannot run here: ${why}`);
    const cause = expect.objectContaining({ message: 'no more' });
    expect(create).toThrow(expect.objectContaining({ cause: expect.objectContaining({ message: why, cause }) }));
  } finally {
    WebAssembly.Memory = Memory;
  }
});
