import { spawnSync } from 'node:child_process';
import vm from 'node:vm';
import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { createActivations } from '../../src/index.js';
import { calls } from '../support/calls.js';
import type { Report } from './environments/probe.js';

const { outputFiles, warnings } = buildSync({
  entryPoints: ['test/platforms/environments/probe.ts'],
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'probe',
  define: { 'process.env.THOROUGH': JSON.stringify(String(process.env.THOROUGH)) },
  footer: { js: 'JSON.stringify(probe.report)' },
  write: false,
});
const script = outputFiles[0].text;

/** In a Node process with these flags, started by `shell` if something is to be set before. */
function inProcess(flags: readonly string[], shell = 'exec "$@"'): Report {
  // Through stdin: the script is longer than an argument may be.
  const print = "(0, eval)(require('node:fs').readFileSync(0, 'utf8'))";
  const { status, stdout, stderr } = spawnSync('sh', ['-c', shell, 'sh', process.execPath, ...flags, '-p', print], {
    encoding: 'utf8',
    input: script,
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** In a realm whose host forbids compiling, as a browser does under a Content-Security-Policy. */
function whereCompilingIsForbidden(): Report {
  const realm = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } });
  return JSON.parse(vm.runInContext(script, realm));
}

const x64 = process.arch === 'x64';
const linux = process.platform === 'linux';

const ordinary = inProcess([]);

const environments: { what: string; reason: RegExp; report: () => Report; skip?: string | false }[] = [
  {
    what: 'no WebAssembly',
    reason: /^this environment has no WebAssembly$/,
    report: () => inProcess(['--import', 'data:text/javascript,delete globalThis.WebAssembly']),
  },
  {
    what: 'an engine without a compiler, as under iOS Lockdown Mode',
    reason: /^this environment has no WebAssembly$/,
    report: () => inProcess(['--jitless']),
  },
  {
    what: 'compiling is forbidden',
    reason:
      /^this environment forbids compiling WebAssembly \(a Content-Security-Policy needs 'wasm-unsafe-eval'\): CompileError: .*disallowed/,
    report: whereCompilingIsForbidden,
  },
  {
    // Without SSE4.1 V8 has no WebAssembly SIMD.
    what: 'a CPU without SIMD',
    reason: /^this engine has no WebAssembly SIMD$/,
    report: () => inProcess(['--no-enable-sse4-1']),
    skip: !x64 && 'V8 has this flag for x64 alone',
  },
  {
    what: 'an engine that gives a memory 16 pages at most',
    reason: /^66060288 bytes of linear memory were refused: RangeError: /,
    report: () => inProcess(['--wasm-max-mem-pages=16']),
  },
  {
    // Node 24 and 26 give a memory even so.
    what: 'an address space of 4 GiB, Node 20 and 22',
    reason: /^66060288 bytes of linear memory were refused: RangeError: /,
    report: () => inProcess([], 'ulimit -v 4194304; exec "$@"'),
    skip:
      (!linux || !x64 || Number.parseInt(process.versions.node, 10) > 22) &&
      'it takes Linux on x64, and Node 20 or 22, to be refused a memory',
  },
];

test('esbuild has nothing to warn of', () => {
  expect(warnings).toEqual([]);
});

test('without a TextDecoder, as in an audio worklet, a bundle runs on wasm, and leaves none behind', () => {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `
        import { backend, relu } from 'wasm-activations';
        export const found = [backend.name, [...relu([-1, 2])], typeof TextDecoder];`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'iife',
    globalName: 'worklet',
    footer: { js: 'JSON.stringify(worklet.found)' },
    write: false,
  });
  const found = vm.runInContext(outputFiles[0].text, vm.createContext({}));
  expect(JSON.parse(found)).toEqual(['wasm', [0, 2], 'undefined']);
});

test('nothing is missing here', () => {
  expect(ordinary.backend).toEqual({ name: 'wasm', reason: 'WebAssembly SIMD runs here' });
  expect(ordinary.forced).toBe('wasm');
  expect(Object.keys(ordinary.results).length).toBeGreaterThanOrEqual(2 * calls.length);
});

describe.each(environments)('$what', ({ reason, report, skip }) => {
  test('js runs, says why, and gives the same bits', (context) => {
    if (skip) context.skip(skip);
    const { backend, forced, results } = report();
    expect(backend).toEqual({ name: 'js', reason: expect.stringMatching(reason) });
    expect(results).toEqual(ordinary.results);
    const message = `createActivations: backend 'wasm' cannot run here: ${backend.reason}, caused by `;
    expect(forced.slice(0, message.length)).toBe(message);
    expect(forced.slice(message.length)).toMatch(/^\w*Error: /);
  });
});

describe('a module that is not ours', () => {
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const modules = [
    {
      what: 'an empty one',
      bytes: header,
      reason: /^the module does not export the kernel \w+$/,
      cause: TypeError,
    },
    {
      what: 'one with an import of its own',
      // (import "a" "b" (func)), of the type [] -> []
      bytes: [...header, 1, 4, 1, 0x60, 0, 0, 2, 7, 1, 1, 0x61, 1, 0x62, 0, 0],
      reason: /Import #0 .*"a"/,
      cause: TypeError,
    },
  ];

  test.each(modules)('$what: auto falls back, wasm throws', ({ bytes, reason, cause }) => {
    const module = new WebAssembly.Module(Uint8Array.from(bytes));
    const { backend } = createActivations({ module });
    expect(backend).toEqual({ name: 'js', reason: expect.stringMatching(reason) });
    expect(() => createActivations({ module, backend: 'wasm' })).toThrow(
      expect.objectContaining({
        message: `createActivations: backend 'wasm' cannot run here: ${backend.reason}`,
        cause: expect.any(cause),
      }),
    );
  });
});
