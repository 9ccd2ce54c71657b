/** What the compiler refuses (tsc reports an expected error that does not come) is refused at run time too. */
import { expect, expectTypeOf, test } from 'vitest';
import { type Activation, alloc, backend, createActivations, leakyRelu, relu } from '../../src/index.js';

const x = new Float32Array(4);

test('a wrong option name', () => {
  // @ts-expect-error relu has no parameters
  expect(() => relu(x, { alpha: 0.2 })).toThrow(TypeError);
  // @ts-expect-error a misspelt name
  expect(() => leakyRelu(x, { aplha: 0.2 })).toThrow(TypeError);
  // @ts-expect-error dy is for gradients
  expect(() => relu(x, { dy: x })).toThrow(TypeError);
  // @ts-expect-error kink is for gradients
  expect(() => leakyRelu(x, { kink: 'left' })).toThrow(TypeError);
  // @ts-expect-error relu has no parameters, nor has its gradient
  expect(() => relu.grad(x, { alpha: 0.2 })).toThrow(TypeError);
  // @ts-expect-error a misspelt name
  expect(() => leakyRelu.grad(x, { dx: x })).toThrow(TypeError);
  // @ts-expect-error a misspelt name
  expect(() => createActivations({ memorybytes: 65_536 })).toThrow(TypeError);
});

test('an option of a wrong kind', () => {
  // @ts-expect-error alpha is a number
  expect(() => leakyRelu(x, { alpha: '0.2' })).toThrow(TypeError);
  // @ts-expect-error two words only
  expect(() => relu.grad(x, { kink: 'middle' })).toThrow(TypeError);
  // @ts-expect-error out is a Float32Array
  expect(() => relu(x, { out: [0, 0, 0, 0] })).toThrow(TypeError);
  // @ts-expect-error null is not undefined
  expect(() => relu(x, { out: null })).toThrow(TypeError);
  // @ts-expect-error options are an object
  expect(() => leakyRelu(x, 0.2)).toThrow(TypeError);
  // @ts-expect-error three words only
  expect(() => createActivations({ backend: 'gpu' })).toThrow(TypeError);
  // @ts-expect-error a number
  expect(() => createActivations({ memoryBytes: '65536' })).toThrow(TypeError);
  // @ts-expect-error the memory, not its buffer
  expect(() => createActivations({ memory: new ArrayBuffer(65_536) })).toThrow(TypeError);
});

test('an array of a wrong kind', () => {
  // @ts-expect-error float64
  expect(() => relu(new Float64Array(4))).toThrow(TypeError);
  // @ts-expect-error strings
  expect(() => relu(['1'])).toThrow(TypeError);
  // @ts-expect-error one number
  expect(() => relu(1)).toThrow(TypeError);
  // @ts-expect-error nothing
  expect(() => relu()).toThrow(TypeError);
  // @ts-expect-error float64
  expect(() => relu.grad(x, { dy: new Float64Array(4) })).toThrow(TypeError);
  // @ts-expect-error a length, not its name
  expect(() => alloc('4')).toThrow(TypeError);
});

test('what is accepted, and what comes back', () => {
  const numbers: readonly number[] = [1, -10, 0];
  // A new array is one over an ArrayBuffer, which a Blob and an AudioBuffer take; a given one keeps its own type.
  expectTypeOf(relu(numbers)).toEqualTypeOf<Float32Array<ArrayBuffer>>();
  expectTypeOf(leakyRelu(x, { alpha: undefined, bias: undefined })).toEqualTypeOf<Float32Array<ArrayBuffer>>();
  expectTypeOf(relu(x, { bias: [1], times: x, inner: 2 })).toEqualTypeOf<Float32Array<ArrayBuffer>>();
  expectTypeOf(alloc(4)).toEqualTypeOf<Float32Array<ArrayBuffer>>();
  const shared: Float32Array<SharedArrayBuffer> = new Float32Array(new SharedArrayBuffer(16));
  expectTypeOf(leakyRelu.grad(x, { alpha: 0.2, dy: numbers.concat(1), kink: 'left', out: shared })).toEqualTypeOf<
    Float32Array<SharedArrayBuffer>
  >();
  expectTypeOf(backend.name).toEqualTypeOf<'wasm' | 'js'>();
  expectTypeOf(backend.reason).toEqualTypeOf<string>();
  const instance = createActivations({ backend: 'js', memoryBytes: undefined });
  expectTypeOf(instance.relu).toEqualTypeOf(relu);
  expectTypeOf(instance.leakyRelu).toEqualTypeOf(leakyRelu);
  expectTypeOf(instance.memory).toEqualTypeOf<WebAssembly.Memory | undefined>();
  // A function over any of them, as a layer of a network would hold it.
  const layers: Activation<object>[] = [relu, leakyRelu];
  const input = Float32Array.of(-10, 15);
  expect(layers.map((activation) => activation(input))).toEqual([relu(input), leakyRelu(input)]);
});
