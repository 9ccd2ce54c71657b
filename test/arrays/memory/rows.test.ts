/** Functions of rows and channels where arrays lie outside linear memory: in kernels too, through a memory made for rows. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { NO_TERMS } from '../../../src/engine/workspace.js';
import { same } from '../../support/bits.js';
import { activations, bump, kernelsModule, type Subject } from '../../support/subjects.js';
import { thorough } from '../../support/thorough.js';

const names = ['softmax', 'logSoftmax'] as const;
const SIZES = thorough([7, 4095, 4096, 4097, 8192, 50_257, 2 ** 20], [7, 4095, 4096, 4097, 50_257]);
const longest = Math.max(...SIZES);

const numbers = (length: number, seed: number) =>
  Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898 + seed) * 9);
const inputs = { x: numbers(longest, 1), dy: numbers(longest, 2) };

const js = activations('js', {});
const own = activations('wasm', {});
const memory = new WebAssembly.Memory({ initial: 256 });
const wasm: Subject[] = [
  { name: 'own memory', api: own, array: own.alloc },
  { name: 'brought memory', api: activations('wasm', { memory }), array: bump(memory) },
];

const places = ['inside', 'outside'] as const;
const mixtures = places.flatMap((x) => places.flatMap((dy) => places.map((out) => ({ x, dy, out }))));

describe.each(wasm)('$name: rows', ({ api, array }) => {
  const at = () => ({ inside: array(longest + 1), outside: new Float32Array(longest + 1) });
  const all = { x: at(), dy: at(), out: at() };

  test.each(SIZES)('the twin has the same bits: %i elements, in every mixture of places', (size) => {
    for (const name of names) {
      const [x, dy] = [inputs.x.subarray(0, size), inputs.dy.subarray(0, size)];
      const expected = { y: js[name](x), dx: js[name].grad(x, { dy }) };
      for (const [i, place] of mixtures.entries()) {
        const piece = (array: keyof typeof all, offset: number) =>
          all[array][place[array]].subarray(offset, offset + size);
        const here = { x: piece('x', i % 2), dy: piece('dy', 1), out: piece('out', (i >> 1) % 2) };
        const what = () => `${name} of ${size}, ${Object.values(place)}`;
        here.x.set(x);
        here.dy.set(dy);
        same(api[name](here.x, { out: here.out }), expected.y, what);
        same(api[name].grad(here.x, { dy: here.dy, out: here.out }), expected.dx, what);
        same(api[name].grad(here.x, { dy: here.dy, out: here.dy }), expected.dx, what);
        same(api[name](here.x, { out: here.x }), expected.y, what);
      }
    }
  });
});

describe('the memory for rows', () => {
  const { Memory } = WebAssembly;
  /** The sizes of the memories that were made since. */
  let made: number[] = [];
  /** How often one was asked for. */
  let asked = 0;
  let refuses = false;

  /** From now on memories are counted, or refused. */
  function watch(): void {
    made = [];
    asked = 0;
    vi.stubGlobal('WebAssembly', Object.create(WebAssembly, { Memory: { value: Watched } }));
  }
  class Watched extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      asked++;
      if (refuses) throw new RangeError('out of memory');
      super(descriptor);
      made.push(this.buffer.byteLength);
    }
  }
  afterEach(() => {
    refuses = false;
    vi.unstubAllGlobals();
  });

  test('is made for the first row that goes through it, and again only for a larger one', () => {
    const api = activations('wasm', {});
    watch();
    api.relu(inputs.x);
    expect(made).toEqual([]);
    for (const [size, count] of [
      [10, 1],
      [4096, 1],
      [4097, 2],
      [8192, 2],
      [100, 2],
      [50_257, 3],
      [65_536, 3],
    ]) {
      api.softmax(inputs.x.subarray(0, size));
      expect(made).toHaveLength(count);
      // x, dy, and float64 for each element.
      expect(made[count - 1]).toBeGreaterThanOrEqual(16 * size);
    }
  });

  test('is not used for arrays inside, where nothing has to be kept, or the scratch tiles can hold it', () => {
    const api = activations('wasm', {});
    const [x, out] = [api.alloc(5000), api.alloc(5000)];
    watch();
    api.logSoftmax(x, { out });
    api.softmax(x, { size: 2500, out });
    api.softmax.grad(x, { size: 2500, dy: x, out });
    api.channelSums(x, { channels: 5000, out });
    api.prelu.gradAlpha(x, { channels: 5000, dy: x, out });
    expect(made).toEqual([]);
    api.softmax(x, { out });
    expect(made).toHaveLength(1);
  });

  test('is not used for rows side by side of more than 2^20 elements, unless they lie outside', () => {
    const api = activations('wasm', {});
    const length = 2 ** 20 + 2;
    const [x, out] = [api.alloc(length), api.alloc(length)];
    x.set(numbers(length, 1));
    const y = js.softmax(x, { inner: 2 });
    watch();
    same(api.softmax(x, { inner: 2, out }), y, () => 'inside');
    expect(made).toEqual([]);
    same(api.softmax(x.slice(), { inner: 2 }), y, () => 'outside');
    expect(made).toHaveLength(1);
  });

  test('where it is refused, the results are the same', () => {
    const [x, dy] = [inputs.x.subarray(0, 10_000), inputs.dy.subarray(0, 10_000)];
    const api = activations('wasm', {});
    const [insideX, insideDy, out] = [api.alloc(10_000), api.alloc(10_000), api.alloc(10_000)];
    insideX.set(x);
    insideDy.set(dy);
    watch();
    refuses = true;
    for (const size of [10, 5000]) {
      for (const name of names) {
        const [y, dx] = [js[name](x, { size }), js[name].grad(x, { size, dy })];
        same(api[name](x, { size }), y, () => name);
        same(api[name].grad(x, { size, dy }), dx, () => `${name}.grad`);
        same(api[name](insideX, { size, out }), y, () => `${name} inside`);
        same(api[name].grad(insideX, { size, dy: insideDy, out }), dx, () => `${name}.grad inside`);
      }
      const sums = { channels: 2, inner: size, dy };
      same(api.prelu.gradAlpha(x, sums), js.prelu.gradAlpha(x, sums), () => 'gradAlpha');
    }
    expect(made).toEqual([]);
  });

  test('where it was refused, it is not asked for again, but a smaller one is', () => {
    const api = activations('wasm', {});
    watch();
    refuses = true;
    for (const size of [10_000, 10_000, 8193, 50_000]) api.softmax(inputs.x.subarray(0, size));
    expect(asked).toBe(1);
    refuses = false;
    for (const size of [100, 10_000, 8192, 8193]) api.softmax(inputs.x.subarray(0, size));
    expect(made).toHaveLength(2); // of 4,096 and 8,192 elements
    expect(asked).toBe(3);
  });

  test("alpha's gradient goes through it, up to 2^20 elements", () => {
    const api = activations('wasm', {});
    for (const [length, channels, count] of [
      [2 ** 20, 16, 1],
      [2 ** 20 + 2 ** 10, 16, 0],
    ]) {
      const [x, dy] = [numbers(length, 1), numbers(length, 3)];
      const options = { channels, inner: 64, dy };
      watch();
      same(api.prelu.gradAlpha(x, options), js.prelu.gradAlpha(x, options), () => `${length}`);
      expect(made).toHaveLength(count);
      vi.unstubAllGlobals();
    }
  });
});

test('what rows side by side keep stays within the scratch tiles: a small instance', () => {
  const [size, inner] = [8192, 2];
  const api = activations('wasm', {});
  const [behind, x, out] = [size * inner, size * inner, size * inner].map(api.alloc);
  behind.fill(7);
  x.set(numbers(x.length, 1));
  same(api.softmax(x, { inner, out }), js.softmax(x, { inner }), () => 'softmax');
  expect(behind.every((value) => value === 7)).toBe(true);
});

test('all kernels of rows but logSoftmax keep exponentials where they have a workspace', () => {
  const { exports } = new WebAssembly.Instance(kernelsModule(), { env: { memory } });
  const kernels = exports as Record<string, (...args: number[]) => void>;
  const [x, terms, y] = [1024, 2048, 3072];
  const kept = new Float64Array(memory.buffer, terms, 16);
  for (const name of names.flatMap((name) => [name, `${name}Grad`])) {
    for (const at of [terms, NO_TERMS]) {
      kept.fill(-1);
      if (name.endsWith('Grad')) kernels[name](x, x, y, 16, 16, at, 1);
      else kernels[name](x, y, 16, 16, at, 1);
      expect(kept.some((term) => term !== -1)).toBe(at === terms && name !== 'logSoftmax');
    }
  }
});
