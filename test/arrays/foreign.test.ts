import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { compile } from '../../examples/foreign/compile.mjs';
import * as ops from '../../src/functions/elementwise.js';
import { createActivations } from '../../src/index.js';

interface Program {
  readonly memory: WebAssembly.Memory;
  produce(length: number): number;
  consume(address: number, length: number): number;
}

// Skipped where there is no C compiler; CI installs one.
const compilers = ['clang', 'wasm-ld'].every((command) => spawnSync(command, ['--version']).status === 0);

test('CI has clang and wasm-ld', () => {
  expect(compilers || !process.env.CI).toBe(true);
});

const names = Object.keys(ops) as (keyof typeof ops)[];

const program = compilers ? compile() : undefined;

test.for(names)("%s of a C program's numbers, where they are", async (name, { skip }) => {
  if (program === undefined) return skip('there is no clang with wasm-ld here');
  const { instance } = await WebAssembly.instantiate(program);
  const { memory, produce, consume } = instance.exports as unknown as Program;
  const { [name]: activate, backend } = createActivations({ memory });
  const { [name]: reference } = createActivations({ backend: 'js' });
  const options = name === 'linear' ? { alpha: 2 } : {}; // with its defaults it changes nothing
  expect(backend.name).toBe('wasm');

  const bytes = ({ buffer }: Float32Array) => new Uint8Array(buffer);
  const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);
  // Each time the program grows its memory, which detaches all views so far.
  for (const length of [5, 1000, 40_003]) {
    const address = produce(length);
    const values = new Float32Array(memory.buffer, address, length);
    values.forEach((value, i) => {
      values[i] = 4 * value; // it makes numbers between -1 and 1, where hardtanh changes nothing
    });
    const before = new Uint8Array(memory.buffer).slice();
    expect(consume(address, length)).toBe(sum(values));
    const expected = reference(values, options);
    expect(consume(address, length)).not.toBe(sum(expected));
    expect(Buffer.compare(bytes(activate(values, options)), bytes(expected))).toBe(0); // from inside to outside
    activate(values, { ...options, out: values });
    expect(consume(address, length)).toBe(sum(expected));

    // Nothing else in its memory was touched.
    before.set(bytes(expected), address);
    expect(Buffer.compare(new Uint8Array(memory.buffer), before)).toBe(0);
  }
});
