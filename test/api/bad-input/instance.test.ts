/** What createActivations and alloc refuse. */
import binaryen from 'assemblyscript/binaryen';
import { describe, expect, test } from 'vitest';
import { kernelNames } from '../../../src/generated/kernels.js';
import { createActivations } from '../../../src/index.js';
import { refused } from '../../support/refused.js';
import { kernelsModule, subjects } from '../../support/subjects.js';

const create = createActivations as (options?: unknown) => unknown;
const FN = 'createActivations';

const notObjects: readonly (readonly [received: string, value: unknown])[] = [
  ['null', null],
  ['the string "js"', 'js'],
  ['64', 64],
  ['a function', () => ({})],
  ['Array of length 1', ['js']],
];

test('options that are no object', () => {
  for (const [received, value] of notObjects) {
    refused(() => create(value), TypeError, `${FN}: options must be an object, got ${received}`);
  }
});

test('an option that is none', () => {
  for (const word of ['Backend', 'memorybytes', 'alpha', 'wasm', '0']) {
    const message = new RegExp(`^${FN}: unknown option "${word}", expected backend, memoryBytes, memory, module$`);
    refused(() => create({ [word]: undefined }), TypeError, message);
  }
});

describe.each(['auto', 'wasm', 'js'])('backend %s', (backend) => {
  const refuses = (options: object, error: typeof TypeError | typeof RangeError, message: string) => {
    refused(() => create({ backend, ...options }), error, message);
  };

  test('memoryBytes', () => {
    for (const [received, value] of [
      ['null', null],
      ['the string "65536"', '65536'],
      ['the bigint 65536', 65536n],
    ]) {
      refuses({ memoryBytes: value }, TypeError, `${FN}: memoryBytes must be a number, got ${received}`);
    }
    for (const value of [Number.NaN, -1, 0, 1, 65_535, 65_536.5, 2 ** 32 + 1, Number.POSITIVE_INFINITY]) {
      const expected = 'an integer from 65536 to 4294967296';
      refuses({ memoryBytes: value }, RangeError, `${FN}: memoryBytes must be ${expected}, got ${value}`);
    }
  });

  test('memory', () => {
    const { buffer } = new WebAssembly.Memory({ initial: 1 });
    for (const [received, value] of [
      ['null', null],
      ['ArrayBuffer', buffer],
      ['Object', { buffer }],
      ['1', 1],
    ]) {
      refuses({ memory: value }, TypeError, `${FN}: memory must be a WebAssembly.Memory, got ${received}`);
    }
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    refuses({ memory }, TypeError, `${FN}: memory must be a memory that is not shared, got a shared one`);
  });

  test('memory together with memoryBytes', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const message = `${FN}: expected memory or memoryBytes, got both`;
    refuses({ memory, memoryBytes: 65_536 }, TypeError, message);
  });

  test('module', () => {
    const bytes = new Uint8Array(8);
    for (const [received, value] of [
      ['null', null],
      ['Uint8Array of length 8', bytes],
      ['the string "a"', 'a'],
    ]) {
      refuses({ module: value }, TypeError, `${FN}: module must be a WebAssembly.Module, got ${received}`);
    }
  });
});

test('backend', () => {
  for (const [received, value] of [
    ['the string "gpu"', 'gpu'],
    ['the string "WASM"', 'WASM'],
    ['null', null],
    ['1', 1],
  ]) {
    const message = `${FN}: backend must be 'auto' or 'wasm' or 'js', got ${received}`;
    refused(() => create({ backend: value }), TypeError, message);
  }
});

describe('a module without one of the kernels', () => {
  const moduleWithout = (left: string) => {
    const kernels = kernelNames.filter((name) => name !== left).map((name) => `(func (export "${name}"))`);
    const half = '(func (export "half") (param f32) (result f32) (f32.const 1))';
    const module = binaryen.parseText(`(module (import "env" "memory" (memory 1)) ${kernels.join(' ')} ${half})`);
    return new WebAssembly.Module(new Uint8Array(module.emitBinary()));
  };

  test("is refused, with the cause, where 'wasm' was asked for", () => {
    const module = moduleWithout('gelu');
    const why = 'the module does not export the kernel gelu';
    refused(() => create({ backend: 'wasm', module }), Error, `${FN}: backend 'wasm' cannot run here: ${why}`);
    expect(() => create({ backend: 'wasm', module })).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ message: why }) }),
    );
  });

  test.each(kernelNames)("means JavaScript, and says why, under 'auto': %s", (name) => {
    const reason = `the module does not export the kernel ${name}`;
    expect(createActivations({ module: moduleWithout(name) }).backend).toEqual({ name: 'js', reason });
  });

  test('has all that are asked for if it has these', () => {
    expect(createActivations({ module: moduleWithout('') }).backend.name).toBe('wasm');
  });
});

test('options that are undefined are left out', () => {
  const nothing = { backend: undefined, memoryBytes: undefined, memory: undefined, module: undefined };
  const memory = new WebAssembly.Memory({ initial: 1 });
  expect(createActivations(nothing).backend.name).toBe('wasm');
  expect(createActivations({ ...nothing, memory, module: kernelsModule() }).memory).toBe(memory);
});

describe.each(subjects)('alloc, $name', ({ api }) => {
  const alloc = api.alloc as (length?: unknown) => unknown;

  test('a length that is no number', () => {
    for (const [received, value] of [
      ['undefined', undefined],
      ['null', null],
      ['the string "8"', '8'],
      ['the bigint 8', 8n],
      ['Array of length 2', [1, 2]],
    ]) {
      refused(() => alloc(value), TypeError, `alloc: length must be a number, got ${received}`);
    }
  });

  test('a length that is negative, fractional or no size', () => {
    for (const value of [-1, 0.5, 1e-9, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 53]) {
      const expected = `an integer from 0 to ${Number.MAX_SAFE_INTEGER}`;
      refused(() => alloc(value), RangeError, `alloc: length must be ${expected}, got ${value}`);
    }
  });
});
