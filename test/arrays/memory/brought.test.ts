/** In a memory that the caller gave: only the arguments are touched, wherever they lie, and the caller may grow it. */
import { describe, expect, test } from 'vitest';
import { TILE } from '../../../src/engine/tiles.js';
import { createActivations } from '../../../src/index.js';
import { bitsOf, fromBits, same } from '../../support/bits.js';
import { calls } from '../../support/calls.js';
import { surroundedCalls } from '../../support/functions.js';
import { mixture, scrambled } from '../../support/inputs.js';
import { INPUT, OUTPUT, refused } from '../../support/refused.js';
import { activations, bump, kernelsModule } from '../../support/subjects.js';
import { thorough } from '../../support/thorough.js';

const PAGES = 2;
/** The memory's size in elements. */
const SIZE = (PAGES * 65_536) / 4;

function brought(options = {}) {
  const memory = new WebAssembly.Memory({ initial: PAGES });
  const api = activations('wasm', { memory, ...options });
  return { api, memory };
}

const CANARIES = bitsOf(scrambled(SIZE, 20));

const allOf = (memory: WebAssembly.Memory) => new Float32Array(memory.buffer);

/** Where x, dy and out begin in the memory, in elements, for arrays of `length`. Undefined: outside of it. */
type Places = (length: number) => Readonly<Record<'x' | 'dy' | 'out', number | undefined>>;

const layouts: Readonly<Record<string, Places>> = {
  'x at the very start, out at the very end': (n) => ({ x: 0, dy: n, out: SIZE - n }),
  'out at the very start, x at the very end': (n) => ({ x: SIZE - n, dy: SIZE - 2 * n, out: 0 }),
  'dy at the very start': (n) => ({ x: n + 1, dy: 0, out: 2 * n + 1 }),
  'dy at the very end': (n) => ({ x: SIZE - 2 * n - 3, dy: SIZE - n, out: 7 }),
  'one right after the other': (n) => ({ x: 1001, dy: 1001 + n, out: 1001 + 2 * n }),
  'in place': (n) => ({ x: 333, dy: 333 + n, out: 333 }),
  'in place of dy': (n) => ({ x: 333, dy: 333 + n, out: 333 + n }),
  'in place at the very start': (n) => ({ x: 0, dy: n, out: 0 }),
  'in place at the very end': (n) => ({ x: SIZE - n, dy: 5, out: SIZE - n }),
  'only x inside': () => ({ x: 17, dy: undefined, out: undefined }),
  'only dy inside': () => ({ x: undefined, dy: 17, out: undefined }),
  'only out inside': () => ({ x: undefined, dy: undefined, out: 17 }),
  'x outside': (n) => ({ x: undefined, dy: 17, out: 17 + n }),
  'all outside': () => ({ x: undefined, dy: undefined, out: undefined }),
};

const LENGTHS = thorough(
  [0, 1, 2, 3, 5, 16, 17, 31, 32, 33, 34, 35, 127, TILE - 1, TILE, TILE + 1, 2 * TILE + 3],
  [0, 1, 3, 33, TILE, 2 * TILE + 3],
);

/** What every call gives for `length` elements, computed once for all layouts. */
const computed = new Map<number, { x: Float32Array; dy: Float32Array; expected: Float32Array[] }>();
function inputsOf(length: number) {
  const known = computed.get(length);
  if (known) return known;
  const [x, dy] = [mixture(length, 18), mixture(length, 19)];
  const made = { x, dy, expected: calls.map((call) => call.expected(x, dy)) };
  computed.set(length, made);
  return made;
}

describe.each([
  ['the embedded kernels', {}],
  ['a compiled module', { module: kernelsModule() }],
])('%s', (_, options) => {
  const { api, memory } = brought(options);

  test.each(Object.entries(layouts))('touches nothing but its arguments: %s', (_, places) => {
    for (const length of LENGTHS) {
      const { expected: results, ...inputs } = inputsOf(length);
      const place = places(length);
      const at = (start: number | undefined) =>
        start === undefined ? new Float32Array(length) : new Float32Array(memory.buffer, 4 * start, length);

      for (const [i, call] of calls.entries()) {
        bitsOf(allOf(memory)).set(CANARIES);
        const [x, dy, out] = [at(place.x), at(place.dy), at(place.out)];
        x.set(inputs.x);
        dy.set(inputs.dy);
        const expected = results[i];
        // What the memory must hold afterwards: what it held, but for out.
        const after = bitsOf(allOf(memory)).slice();
        if (place.out !== undefined) after.set(new Uint32Array(length), place.out);

        call.run(api, x, dy, out);
        same(out, expected, () => `${call.name}, length ${length}`, inputs);
        out.fill(0);
        const untouched = Buffer.compare(Buffer.from(after.buffer), Buffer.from(memory.buffer)) === 0;
        if (!untouched) throw new Error(`${call.name}, length ${length}: touched more than its arguments`);
      }
    }
  });
});

test('making the instance touches nothing', () => {
  const memory = new WebAssembly.Memory({ initial: PAGES });
  bitsOf(allOf(memory)).set(CANARIES);
  activations('wasm', { memory });
  same(allOf(memory), fromBits(CANARIES), () => 'the memory');
});

test('is the memory of the instance', () => {
  const { api, memory } = brought();
  expect(api.memory).toBe(memory);
  expect(memory.buffer.byteLength).toBe(PAGES * 65_536);
});

test('arrays inside are worked on in place, not copied through scratch, also after its owner grew it', () => {
  const memory = new WebAssembly.Memory({ initial: PAGES });
  const made: WebAssembly.Memory[] = [];
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      made.push(this);
    }
  };
  const api = activations('wasm', { memory });
  WebAssembly.Memory = Memory;

  // The instance's scratch is in a memory that it made for itself, of one page.
  expect(made.map(({ buffer }) => buffer.byteLength)).toEqual([65_536]);
  const scratch = made.map(({ buffer }) => new Uint8Array(buffer).fill(0xa5));
  const untouched = () => scratch.every((bytes) => bytes.every((byte) => byte === 0xa5));
  for (let i = 0; i < 2; i++) {
    const [x, dy, out] = [0, 1, 2].map((n) => new Float32Array(memory.buffer, 4 * TILE * n, TILE));
    for (const call of calls) call.run(api, x, dy, out);
    const array = bump(memory);
    for (const run of surroundedCalls(api, array)) run();
    expect(untouched()).toBe(true);
    memory.grow(1);
  }
  api.relu(new Float32Array(TILE));
  expect(untouched(), 'ordinary arrays go through it').toBe(false);
});

describe('after its owner grew it', () => {
  function useAll(api: ReturnType<typeof brought>['api'], memory: WebAssembly.Memory): void {
    const end = memory.buffer.byteLength;
    for (const length of [1, 20, TILE + 1]) {
      const [x, dy, out] = [2, 1, 3].map((n) => new Float32Array(memory.buffer, end - 4 * n * length, length));
      x.set(mixture(length, 22));
      dy.set(mixture(length, 23));
      for (const call of calls) {
        const expected = call.expected(x, dy);
        same(call.run(api, x, dy, out), expected, () => call.name, { x, dy });
        same(call.run(api, x.slice(), dy, out), expected, () => `${call.name}, x outside`);
        same(call.run(api, x, dy), expected, () => `${call.name}, out outside`);
      }
    }
  }

  test.each([1, 7, 0])('by %i pages: views of it as it is now work, views of before are refused', (pages) => {
    const { api, memory } = brought();
    useAll(api, memory);
    const before = allOf(memory);
    memory.grow(pages);
    expect(memory.buffer.byteLength).toBe((PAGES + pages) * 65_536);
    useAll(api, memory);
    const detached = 'got one whose buffer is detached, or shrank below it';
    for (const fn of ['relu', 'leakyRelu'] as const) {
      const message = `${fn}: x must be ${INPUT}, ${detached}`;
      refused(() => api[fn](before), TypeError, message);
      refused(
        () => api[fn](new Float32Array(0), { out: before }),
        TypeError,
        `${fn}: out must be ${OUTPUT}, ${detached}`,
      );
    }
  });

  test('before the first call, and again and again', () => {
    const { api, memory } = brought();
    for (let i = 0; i < 5; i++) {
      memory.grow(1);
      useAll(api, memory);
    }
  });
});

test.each(['auto', 'wasm', 'js'] as const)('backend %s: alloc is left to its owner', (backend) => {
  const { alloc } = createActivations({ backend, memory: new WebAssembly.Memory({ initial: 1 }) });
  const message = 'alloc: this instance runs inside a memory that was given to it, where only its owner allocates';
  refused(() => alloc(1), TypeError, message);
  refused(() => alloc(0), TypeError, message);
});

test('alloc is left to its owner, too, where the kernels cannot run and JavaScript does', () => {
  const module = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  const { alloc, backend } = createActivations({ module, memory: new WebAssembly.Memory({ initial: 1 }) });
  expect(backend.name).toBe('js');
  refused(
    () => alloc(1),
    TypeError,
    'alloc: this instance runs inside a memory that was given to it, where only its owner allocates',
  );
});

test('a memory of no page, which then grows', () => {
  const memory = new WebAssembly.Memory({ initial: 0 });
  const { relu } = activations('wasm', { memory });
  const ordinary = Float32Array.of(-1, 2);
  expect(relu(ordinary)).toEqual(Float32Array.of(0, 2));
  memory.grow(1);
  const x = new Float32Array(memory.buffer).fill(-1);
  expect(relu(x, { out: x })).toEqual(new Float32Array(x.length));
  expect(relu(ordinary)).toEqual(Float32Array.of(0, 2));
});

test('a memory of 4 GiB: at its start and at its end', () => {
  const memory = new WebAssembly.Memory({ initial: 65_536, maximum: 65_536 });
  const api = activations('wasm', { memory });
  const lengths = [17, 32, 33, 63, 64, 100];
  for (const length of lengths) {
    const start = new Float32Array(memory.buffer, 0, length);
    const end = new Float32Array(memory.buffer, 2 ** 32 - 4 * length, length);
    const middle = new Float32Array(memory.buffer, 2 ** 31 - 4 * 13, length);
    for (const [x, dy, out] of [
      [start, middle, end],
      [end, start, middle],
      [middle, end, start],
      [end, end, end],
    ]) {
      x.set(mixture(length, 24));
      dy.set(mixture(length, 25));
      for (const call of calls) {
        const inputs = { x: x.slice(), dy: dy.slice() };
        const expected = call.expected(inputs.x, inputs.dy);
        same(call.run(api, x, dy, out), expected, () => `${call.name}, length ${length}`, inputs);
      }
    }
  }
});
