import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

const run = promisify(execFile);

/** What a program of its own prints. Rejects where it fails or does not end by itself. */
async function program(before: string, then: string): Promise<string> {
  const url = new URL('../../build/modules/parallel/index.js', import.meta.url);
  const code = `${before}; const { createParallelActivations } = await import('${url}'); ${then}`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { timeout: 30_000 });
  return stdout.trim();
}

const CALLS = `
  const x = act.alloc(1 << 20).fill(-1);
  const all = await Promise.all([act.relu([-1, 2]), act.leakyRelu(x, { alpha: 2, out: x })]);
  console.log(JSON.stringify([...all[0], x.every((v) => v === -2)]));
  const { name, threads, reason } = act.backend;
  console.log(name, threads, reason);
`;

test('idle workers keep no process alive', async () => {
  const out = await program('', `const act = await createParallelActivations({ threads: 3 }); ${CALLS}`);
  expect(out).toBe('[0,2,true]\nwasm 3 WebAssembly SIMD runs here, on threads over one shared memory');
});

test('a process waits for its calls', async () => {
  // No await: only the calls themselves can keep it alive.
  const out = await program(
    '',
    `const act = await createParallelActivations({ threads: 3, memoryBytes: 2 ** 28 });
     const x = act.alloc(2 ** 25);
     for (let i = 0; i < 20; i++) act.relu(x, { out: x }).then(() => process.stdout.write('.'));`,
  );
  expect(out).toBe('.'.repeat(20));
});

test('without SharedArrayBuffer it runs on one thread and says so', async () => {
  const out = await program(
    'delete globalThis.SharedArrayBuffer',
    `const act = await createParallelActivations({ threads: 3 }); ${CALLS} await act.dispose();
     await act.relu([1]).catch((error) => console.log(error.message));`,
  );
  expect(out.split('\n')).toEqual([
    '[0,2,true]',
    'wasm 1 WebAssembly SIMD runs here; one thread: this environment has no SharedArrayBuffer',
    'relu: these activations have been disposed of',
  ]);
});

test('where a shared memory is refused it runs on one thread and says so', async () => {
  const out = await program(
    `const { Memory } = WebAssembly;
     WebAssembly.Memory = class extends Memory {
       constructor(size) {
         if (size.shared) throw new RangeError('could not allocate memory');
         super(size);
       }
     };`,
    `const act = await createParallelActivations({ threads: 3 }); ${CALLS}`,
  );
  expect(out).toBe(
    '[0,2,true]\nwasm 1 WebAssembly SIMD runs here; one thread: ' +
      '66060288 bytes of shared memory were refused: RangeError: could not allocate memory',
  );
});

test('without WebAssembly it runs in JavaScript and says so', async () => {
  const out = await program(
    'delete globalThis.WebAssembly',
    `const act = await createParallelActivations({ threads: 3 }); ${CALLS}`,
  );
  expect(out).toMatch(/^\[0,2,true\]\njs 1 this environment has no WebAssembly; one thread: /);
});

describe('in a page', () => {
  /** Without Node's modules, and with what a browser has. */
  const page = (has: string) =>
    `process.getBuiltinModule = undefined; ` +
    `Object.defineProperty(globalThis, 'navigator', { value: { hardwareConcurrency: 3 } }); Object.assign(globalThis, ${has})`;

  test.each([
    [
      'that is not isolated',
      '{ crossOriginIsolated: false, Worker: class {} }',
      'wasm 1 WebAssembly SIMD runs here; one thread: this page is not cross-origin isolated: it must be served with the headers ' +
        'Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp',
    ],
    [
      'without workers',
      '{ crossOriginIsolated: true, Worker: undefined }',
      'wasm 1 WebAssembly SIMD runs here; one thread: this environment has no workers',
    ],
    [
      'that forbids workers, of which there would be one less than cores',
      "{ crossOriginIsolated: true, Worker: class { constructor() { throw new Error('forbidden'); } } }",
      `wasm 1 WebAssembly SIMD runs here, on one thread${'; a worker failed: Error: forbidden'.repeat(2)}`,
    ],
    [
      'of an engine that says nothing of isolation',
      "{ crossOriginIsolated: undefined, Worker: class { constructor() { throw new Error('forbidden'); } } }",
      `wasm 1 WebAssembly SIMD runs here, on one thread${'; a worker failed: Error: forbidden'.repeat(2)}`,
    ],
  ])('%s', async (_what, has, expected) => {
    const out = await program(page(has), `const act = await createParallelActivations(); ${CALLS}`);
    expect(out).toBe(`[0,2,true]\n${expected}`);
  });
});

test('the main entry contains nothing of it', async () => {
  const { metafile } = await build({
    entryPoints: [new URL('../../build/modules/index.js', import.meta.url).pathname],
    bundle: true,
    format: 'esm',
    write: false,
    metafile: true,
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs.some((path) => path.endsWith('generated/kernels/relu.js'))).toBe(true);
  expect(inputs.filter((path) => /parallel|shared/.test(path))).toEqual([]);
});
