/** Nothing is left behind: of an operation that throws, whatever it had made for its result, nor of the proof that tensors are where they seem to be. */
import { expect, test } from 'vitest';
import { type Access, prove } from '../../src/tfjs/access.js';
import { cpuAccess } from '../../src/tfjs/cpu.js';
import { wasmAccess } from '../../src/tfjs/wasm.js';
import { tf } from './tf.js';

/** No further tensors. */
const NOTHING = [undefined, undefined, undefined] as const;

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

test.each(['wasm', 'cpu'] as const)('the proof on %s, also where it fails', async (name) => {
  await tf.setBackend(name);
  const backend = tf.backend();
  const access: Access = accesses[name](backend);
  const before = backend.numDataIds();
  prove(access, backend);
  expect(backend.numDataIds()).toBe(before);
  // An access that reads something else, and one that writes something else.
  const reading: Access = {
    ...access,
    run: (compute, shape, x) =>
      access.run((ours, out) => compute(ours, out, new Float32Array(8), ...NOTHING), shape, x),
  };
  expect(() => prove(reading, backend)).toThrow('a tensor is not where it says it is');
  expect(backend.numDataIds()).toBe(before);
  const writing: Access = {
    ...access,
    run: (compute, shape, x) => access.run((ours, out, ...arrays) => compute(ours, out.slice(), ...arrays), shape, x),
  };
  expect(() => prove(writing, backend)).toThrow('does not hold what was written');
  expect(backend.numDataIds()).toBe(before);
});
