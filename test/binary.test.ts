import binaryen from 'assemblyscript/binaryen';
import { describe, expect, test } from 'vitest';
import { kernelNames, kernelsHex } from '../src/generated/kernels.js';
import * as ops from '../src/ops/index.js';
import { kernelsBinary } from './support/kernels.js';

/** An activation's three kernels. */
function kernelsOf(activation: string): string[] {
  return [activation, `${activation}Grad`, `${activation}GradDy`];
}

describe('dist/kernels.wasm', () => {
  const module = binaryen.readBinary(kernelsBinary);
  // One item or instruction a line, items indented by one space.
  const text = module.emitText();
  const lines = text.split('\n').map((line) => line.replaceAll('$mimport$0 ', ''));
  const items = lines.filter((line) => /^ \(/.test(line)).map((line) => line.trim());
  const itemsOf = (kind: string) => items.filter((item) => item.startsWith(`(${kind} `));
  const instructions = new Set(
    lines.filter((line) => /^ {2,}\(/.test(line)).map((line) => line.trim().slice(1).split(/[ )]/, 1)[0]),
  );

  test('is read as instructions', () => {
    expect([...instructions]).toEqual(expect.arrayContaining(['loop', 'v128.load', 'v128.store', 'v128.store32_lane']));
  });

  test('is small', () => {
    console.log(`kernels.wasm: ${kernelsBinary.length} bytes`);
    expect(kernelsBinary.length).toBeLessThanOrEqual(4096);
  });

  test('is what the package embeds', () => {
    expect(kernelsHex).toBe(Buffer.from(kernelsBinary).toString('hex'));
  });

  test('imports an unshared memory of any size, and nothing else', () => {
    expect(itemsOf('import')).toEqual(['(import "env" "memory" (memory 0))']);
  });

  test('exports three kernels for each activation, and nothing else', () => {
    const exported = WebAssembly.Module.exports(new WebAssembly.Module(kernelsBinary));
    const functions = Object.keys(ops)
      .flatMap(kernelsOf)
      .map((name) => ({ name, kind: 'function' }));
    expect(exported).toHaveLength(functions.length);
    expect(exported).toEqual(expect.arrayContaining(functions));
    expect(kernelNames).toEqual(exported.map(({ name }) => name));
  });

  test('has no data, no start function, no globals, no tables', () => {
    expect(new Set(items.map((item) => item.slice(1).split(' ', 1)[0]))).toEqual(
      new Set(['type', 'import', 'export', 'func']),
    );
  });

  test('has no function but the kernels, and none calls', () => {
    expect(itemsOf('func')).toHaveLength(kernelNames.length);
    expect([...instructions].filter((name) => /^(return_)?call|^ref\.|^(table|memory|global)\./.test(name))).toEqual(
      [],
    );
  });

  test('takes and gives no vectors', () => {
    expect(itemsOf('func').filter((item) => item.includes('v128'))).toEqual([]);
  });

  test('needs nothing later than SIMD, and nothing relaxed', () => {
    module.setFeatures(binaryen.Features.SIMD128);
    expect(module.validate()).toBe(1);
    expect([...instructions].filter((name) => name.includes('relaxed'))).toEqual([]);
  });
});
