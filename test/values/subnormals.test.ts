import asc from 'assemblyscript/asc';
import { expect, test } from 'vitest';
import { kernelNames } from '../../src/generated/kernels.js';
import { createActivations } from '../../src/index.js';

/** Kernels where a host flushes subnormals: half of the smallest normal number is 0. */
async function flushing() {
  const kernels = kernelNames.map((name) => `export function ${name}(): void {}`);
  const half = 'export function half(_x: f32): f32 { return 0; }';
  const { binary } = await asc.compileString([...kernels, half].join('\n'), { importMemory: true, runtime: 'stub' });
  return new WebAssembly.Module(binary as Uint8Array<ArrayBuffer>);
}

test('the twins run where the kernels flush subnormals', async () => {
  const module = await flushing();
  const { backend, relu } = createActivations({ module });
  expect(backend).toEqual({ name: 'js', reason: expect.stringContaining('subnormal') });
  expect(relu([2 ** -149])[0]).toBe(2 ** -149);
  expect(() => createActivations({ backend: 'wasm', module })).toThrow('subnormal');
});
