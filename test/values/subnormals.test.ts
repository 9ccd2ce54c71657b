import binaryen from 'assemblyscript/binaryen';
import { expect, test } from 'vitest';
import { kernelNames } from '../../src/generated/kernels.js';
import { createActivations } from '../../src/index.js';

/** Kernels as they are where a host flushes subnormal results to 0. */
function flushing() {
  const kernels = kernelNames.map((name) => `(func (export "${name}"))`);
  const product = '(f32.mul (local.get 0) (f32.const 0.5))';
  const isSubnormal = `(f32.lt (f32.abs ${product}) (f32.const ${2 ** -126}))`;
  const half = `(func (export "half") (param f32) (result f32) (select (f32.const 0) ${product} ${isSubnormal}))`;
  const module = binaryen.parseText(`(module (import "env" "memory" (memory 1)) ${kernels.join(' ')} ${half})`);
  return new WebAssembly.Module(new Uint8Array(module.emitBinary()));
}

test('the twins run where the kernels flush subnormals', () => {
  const module = flushing();
  const { backend, relu } = createActivations({ module });
  expect(backend).toEqual({ name: 'js', reason: expect.stringContaining('subnormal') });
  expect(relu([2 ** -149])[0]).toBe(2 ** -149);
  expect(() => createActivations({ backend: 'wasm', module })).toThrow('subnormal');
});
