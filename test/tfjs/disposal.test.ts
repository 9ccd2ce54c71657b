/** An operation that throws leaves no tensor behind, whatever it had made for its result. */
import { expect, test } from 'vitest';
import type { Access } from '../../src/tfjs/access.js';
import { cpuAccess } from '../../src/tfjs/cpu.js';
import { wasmAccess } from '../../src/tfjs/wasm.js';
import { tf } from './tf.js';

const accesses = { wasm: wasmAccess, cpu: cpuAccess } as const;

test.each(['wasm', 'cpu'] as const)('on %s', async (name) => {
  await tf.setBackend(name);
  const backend = tf.backend();
  const access: Access = accesses[name](backend);
  const x = tf.tensor1d([1, -2, 3]);
  x.dataSync();
  const before = backend.numDataIds();
  const fails = () => {
    throw new Error('in the middle');
  };
  expect(() => access.run(fails, [3], x)).toThrow('in the middle');
  expect(backend.numDataIds()).toBe(before);

  const output = access.run((_, out) => out.set([4, 5, 6]), [3], x);
  expect(backend.numDataIds()).toBe(before + 1);
  expect(Array.from(backend.readSync(output.dataId) as Float32Array)).toEqual([4, 5, 6]);
  backend.disposeData(output.dataId);
  x.dispose();
});
