import binaryen from 'assemblyscript/binaryen';
import { describe, expect, test } from 'vitest';
import { allKernels } from '../../src/generated/allKernels.js';
import { kernelNames } from '../../src/generated/kernels.js';
import { decode } from '../../src/engine/decode.js';
import * as ops from '../../src/functions/index.js';
import { onShared } from '../../src/parallel/memory.js';
import { kernelsBinary } from '../support/kernels.js';

/** An activation's kernels: its own, and one for each of its gradients. */
function kernelsOf([name, activation]: readonly [string, object]): string[] {
  const gradients = Object.keys(activation).filter((member) => member.startsWith('grad'));
  return [name, ...gradients.map((gradient) => name + gradient[0].toUpperCase() + gradient.slice(1))];
}

/** Functions of the binary that are no kernels. */
const HELPERS = ['half', 'narrow', 'widen'];

test('what the functions bring along is dist/kernels.wasm, in parts', () => {
  const named = (binary: Uint8Array<ArrayBuffer>) =>
    WebAssembly.Module.exports(new WebAssembly.Module(binary)).flatMap(({ name, kind }) =>
      kind === 'function' ? [name] : [],
    );
  const parts = Object.entries(allKernels()).flatMap(([of, text]) =>
    named(decode(text)).map((end) => (end === '' || end.startsWith('Grad') ? of + end : end)),
  );
  expect(parts.concat('half').sort()).toEqual(named(kernelsBinary).sort());
});

const { Features } = binaryen;

describe.each([
  { what: 'the kernels', binary: kernelsBinary, memory: '0', features: Features.SIMD128 | Features.MutableGlobals },
  {
    what: 'the kernels over a shared memory',
    binary: onShared(kernelsBinary),
    memory: '0 65536 shared',
    features: Features.SIMD128 | Features.MutableGlobals | Features.Atomics,
  },
])('$what', ({ what, binary, memory, features }) => {
  const module = binaryen.readBinary(binary);
  // One item or instruction a line, items indented by one space.
  const text = module.emitText();
  const lines = text.split('\n').map((line) => line.replaceAll('$mimport$0 ', ''));
  const items = lines.filter((line) => /^ \(/.test(line)).map((line) => line.trim());
  const itemsOf = (kind: string) => items.filter((item) => item.startsWith(`(${kind} `));
  const instructions = new Set(
    lines.filter((line) => /^ {2,}\(/.test(line)).map((line) => line.trim().slice(1).split(/[ )]/, 1)[0]),
  );

  const loops = lines.flatMap((line, start) => {
    if (!line.trim().startsWith('(loop ')) return [];
    const end = lines.indexOf(`${line.slice(0, line.indexOf('('))})`, start);
    const body = lines.slice(start + 1, end).join('\n');
    return body.includes('(loop ') ? [] : [body];
  });

  test('no innermost loop makes a vector of a number', () => {
    expect(loops.length).toBeGreaterThan(kernelNames.length);
    for (const loop of loops) expect(loop).not.toMatch(/\.splat$/m);
  });

  test('are read as instructions', () => {
    expect([...instructions]).toEqual(expect.arrayContaining(['loop', 'v128.load', 'v128.store', 'v128.store32_lane']));
  });

  test('are small: 1,900 bytes for each function, on average', () => {
    console.log(`${what}: ${binary.length} bytes`);
    expect(binary.length).toBeLessThanOrEqual(1900 * Object.keys(ops).length);
  });

  test('import a memory of any size, shared or not, and nothing else', () => {
    expect(itemsOf('import')).toEqual([`(import "env" "memory" (memory ${memory}))`]);
  });

  test('export a kernel for each activation and each gradient, and a check for subnormals', () => {
    const exported = WebAssembly.Module.exports(new WebAssembly.Module(binary));
    const functions = Object.entries(ops)
      .flatMap(kernelsOf)
      .concat(HELPERS)
      .map((name) => ({ name, kind: 'function' }));
    const all = [...functions, { name: 'unknownZero', kind: 'global' }];
    expect(exported).toHaveLength(all.length);
    expect(exported).toEqual(expect.arrayContaining(all));
    expect([...kernelNames, ...HELPERS].sort()).toEqual(functions.map(({ name }) => name).sort());
  });

  test('have no data, no start function, no tables', () => {
    expect(new Set(items.map((item) => item.slice(1).split(' ', 1)[0]))).toEqual(
      new Set(['type', 'import', 'export', 'func', 'global']),
    );
  });

  test('have a number in each global, and read none in an innermost loop', () => {
    expect(itemsOf('global').length).toBeGreaterThan(1);
    for (const item of itemsOf('global')) expect(item).toMatch(/ \(mut (f64|f32|i32)\) \(\1\.const 0\)\)$/);
    for (const loop of loops) expect(loop).not.toMatch(/\(global\./);
  });

  test('use no table and no memory instruction but loads and stores', () => {
    expect([...instructions].filter((name) => /^ref\.|indirect|^(table|memory)\./.test(name))).toEqual([]);
  });

  test("call nothing within a loop, but passes over each row", () => {
    let loop = Number.POSITIVE_INFINITY;
    let name = '';
    const callers = new Set<string>();
    const called = new Map<string, string>();
    for (const line of lines) {
      const depth = line.search(/\S/);
      const func = /^ \(func \$(\S+)/.exec(line);
      if (func) [, name] = func;
      const call = /\((?:return_)?call \$(\w+)/.exec(line);
      if (call) called.set(name, call[1]);
      if (depth <= loop) loop = /\(loop/.test(line) ? depth : Number.POSITIVE_INFINITY;
      if (depth > loop && call) callers.add(name);
    }
    const functionOf = (kernel: string) =>
      new RegExp(`"${kernel}" \\(func \\$(\\w+)`).exec(itemsOf('export').join('\n'))?.[1] ?? kernel;
    // The kernels of rows call one function, which does the rows of all of them.
    const ofRows = Object.entries(ops)
      .filter(([, { kind }]) => kind === 'rows')
      .flatMap(kernelsOf)
      .map((kernel) => called.get(functionOf(kernel)));
    expect(callers).toEqual(new Set(ofRows));
  });

  test('take and give no vectors', () => {
    expect(itemsOf('func').filter((item) => item.includes('v128'))).toEqual([]);
  });

  test('need nothing later than SIMD and mutable globals (and shared memory), and nothing relaxed', () => {
    module.setFeatures(features);
    expect(module.validate()).toBe(1);
    expect([...instructions].filter((name) => name.includes('relaxed'))).toEqual([]);
  });
});
