import asc from 'assemblyscript/asc';
import { expect, test } from 'vitest';
import { kernelNames } from '../src/generated/kernels.js';
import { createActivations } from '../src/index.js';

/** Kernels as a host that flushes subnormals would run them on one: each leaves 0. */
async function flushing() {
  const kernels = kernelNames.map((name) => `export function ${name}(x: usize, y: usize): void { store<f32>(y, 0); }`);
  const { binary } = await asc.compileString(kernels.join('\n'), { importMemory: true, runtime: 'stub' });
  return new WebAssembly.Module(binary as Uint8Array<ArrayBuffer>);
}

test('kernels that flush subnormals give way to the twins', async () => {
  const module = await flushing();
  const { backend, relu } = createActivations({ module });
  expect(backend).toEqual({ name: 'js', reason: expect.stringContaining('subnormal') });
  expect(relu([2 ** -149])[0]).toBe(2 ** -149);
  expect(() => createActivations({ backend: 'wasm', module })).toThrow('subnormal');
});
