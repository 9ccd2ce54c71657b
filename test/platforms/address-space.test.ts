/** A process that may reserve the 10 GiB of address space that V8 takes for one memory, and not those for a second. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

const modules = new URL('../../build/modules/', import.meta.url);

/** What a program prints, as JSON, in such a process. */
function printed(program: string): unknown {
  const shell = 'ulimit -v 14000000; exec "$@"';
  const args = ['-c', shell, 'sh', process.execPath, '--input-type=module', '--eval', program];
  return JSON.parse(execFileSync('sh', args, { encoding: 'utf8', timeout: 30_000 }));
}

// Node 24 and 26 give a second memory even so.
const [major] = process.versions.node.split('.').map(Number);
const isRefused = process.platform === 'linux' && process.arch === 'x64' && major <= 22;

describe.skipIf(!isRefused)('where a second memory is refused', () => {
  test('softmax asks for it once, not at each call, which would take 33 to 165 ms', () => {
    const program = `
      const { Memory } = WebAssembly;
      const asked = [];
      WebAssembly.Memory = class extends Memory {
        constructor(size) {
          asked.push(size.initial);
          super(size);
        }
      };
      const { backend, softmax } = await import('${modules}index.js');
      const results = [1, 2, 3].map((value) => [...softmax([value, value])]);
      console.log(JSON.stringify({ backend: backend.name, results, asked: asked.length }));`;
    const half = [0.5, 0.5];
    expect(printed(program)).toEqual({ backend: 'wasm', results: [half, half, half], asked: 2 });
  });

  test('createParallelActivations works on one thread, and says so', () => {
    const program = `
      const { createParallelActivations } = await import('${modules}parallel/index.js');
      const act = await createParallelActivations({ threads: 3 });
      const { name, threads, reason } = act.backend;
      console.log(JSON.stringify({ name, threads, reason, result: [...(await act.relu([-1, 2]))] }));`;
    expect(printed(program)).toEqual({
      name: 'wasm',
      threads: 1,
      reason: expect.stringMatching(
        /^WebAssembly SIMD runs here; one thread: 65536 bytes of shared memory were refused: /,
      ),
      result: [0, 2],
    });
  });
});
