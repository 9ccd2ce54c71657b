import binaryen from 'assemblyscript/binaryen';
import { afterAll, describe, expect, test } from 'vitest';
import { type Activation, definitionOf } from '../../src/calls/activation.js';
import * as elementwise from '../../src/functions/elementwise.js';
import { kernelsBinary } from '../support/kernels.js';
import { flaws, type Instruction, innermostLoops, machineCode, vectorStores } from '../support/machine-code.js';

/** How many vectors a loop in the tests of `flaws` stores. */
const UNROLLED = 8;

const NONE = 'this Node has no disassembler for x64';

function exportsOf(binary: Uint8Array<ArrayBuffer>): WebAssembly.Exports {
  const imports = { env: { memory: new WebAssembly.Memory({ initial: 1 }), call() {} } };
  return new WebAssembly.Instance(new WebAssembly.Module(binary), imports).exports;
}

/** The index by which an exported function is called, and in which the machine code is listed. */
function indexOf(exports: WebAssembly.Exports, name: string): number {
  return Number((exports[name] as { name: string }).name);
}

const kernels = { exports: exportsOf(kernelsBinary), module: binaryen.readBinary(kernelsBinary) };
afterAll(() => kernels.module.dispose());

/** The same of the function that has a kernel's loop: where the kernel does nothing but call it, several share it. */
function indexOfLoop(name: string): number {
  const index = indexOf(kernels.exports, name);
  const { body } = binaryen.getFunctionInfo(kernels.module.getFunction(String(index)));
  const info = binaryen.getExpressionInfo(body);
  return 'target' in info ? Number(info.target) : index;
}

/**
 * Whether a loop has branches, as that for a bias, a dy and a times has: there are up to eight vectors beside the constants, of which
 * some come from the stack then (hardtanh').
 */
function hasBranches(loop: readonly Instruction[]): boolean {
  const end = loop[loop.length - 1].offset;
  return loop.some(({ offset, target }) => target !== undefined && target > offset && target <= end);
}

/** The flaws of each loop of one function that stores results. */
function flawsIn(instructions: readonly Instruction[], hasMany = false): string[][] {
  return innermostLoops(instructions)
    .filter((loop) => vectorStores(loop) > 0)
    .map((loop) => flaws(loop, instructions, hasMany || hasBranches(loop)));
}

/** The same of an exported function. */
function flawsOf(binary: Uint8Array<ArrayBuffer>, name: string, ...flags: string[]): string[][] | undefined {
  return flawsInOf(machineCode(binary, ...flags), indexOf(exportsOf(binary), name));
}

function flawsInOf(code: ReadonlyMap<number, Instruction[]> | undefined, index: number): string[][] | undefined {
  return code && flawsIn(code.get(index) ?? []);
}

describe('the loops hold no call, no check and no constant', () => {
  const float32 = Object.entries<Activation<never, never>>(elementwise)
    .filter(([, activation]) => definitionOf(activation).precision === 'float32')
    .flatMap(([name]) => [name, `${name}Grad`]);

  test.for(float32)('%s', (name, { skip }) => {
    const found = flawsInOf(machineCode(kernelsBinary), indexOfLoop(name)) ?? skip(NONE);
    expect(found.length).toBeGreaterThan(0);
    expect(found.flat()).toEqual([]);
  });

  test('the functions of float64 precision, some of which share theirs, but that constants may come from the stack', ({
    skip,
  }) => {
    const code = machineCode(kernelsBinary) ?? skip(NONE);
    const loops = [...code.values()].flatMap((instructions) => flawsIn(instructions, true));
    expect(loops.length).toBeGreaterThan(Object.keys(elementwise).length);
    expect(loops.flat()).toEqual([]);
  });
});

describe('flaws are found', () => {
  /** A function with a loop like that of `map`, of eight vectors through `op`, and of `also`. */
  function looped(name: string, op: (x: string) => string, also = ''): string {
    const steps = Array.from({ length: UNROLLED }, (_, i) => {
      const x = `(v128.load offset=${16 * i} (local.get $x))`;
      return `(v128.store offset=${16 * i} (local.get $x) ${op(x)})`;
    });
    return `
      (func (export "${name}") (param $x i32) (param $n i32)
        (loop $next
          (if (i32.ge_u (local.get $n) (i32.const 32))
            (then
              ${steps.join(' ')}
              ${also}
              (local.set $x (i32.add (local.get $x) (i32.const 128)))
              (local.set $n (i32.sub (local.get $n) (i32.const 32)))
              (br $next)))))`;
  }

  const add = (constant: string) => (x: string) => `(f32x4.add ${x} ${constant})`;

  const sqrt = (x: string) => `(f32x4.sqrt ${x})`;
  const flawed = [
    { what: 'nothing', op: sqrt, flaw: undefined },
    { what: 'a call', op: sqrt, also: '(call $call)', flaw: /^a call: / },
    { what: 'four numbers', op: add('(v128.const f32x4 1 2 3 4)'), flaw: /^a constant / },
    { what: 'a number', op: add('(v128.const f32x4 0.3 0.3 0.3 0.3)'), flaw: /^a constant / },
    { what: 'zeros', op: add('(v128.const i32x4 0 0 0 0)'), flaw: /^a constant / },
    { what: 'ones', op: add('(v128.const i32x4 -1 -1 -1 -1)'), flaw: /^a constant / },
    { what: 'a splat', op: add('(f32x4.splat (f32.const 3))'), flaw: /^a constant / },
  ];
  // One module of all, since V8 starts a process for each.
  const text = flawed.map(({ what, op, also }) => looped(what, op, also)).join('');
  const binary = new Uint8Array(
    binaryen
      .parseText(`(module (import "env" "memory" (memory 0)) (import "env" "call" (func $call)) ${text})`)
      .emitBinary(),
  );

  test.for(flawed)('$what', ({ what, flaw }, { skip }) => {
    const found = flawsOf(binary, what) ?? skip(NONE);
    expect(found).toHaveLength(1);
    if (flaw === undefined) expect(found[0]).toEqual([]);
    else expect(found[0]).toContainEqual(expect.stringMatching(flaw));
  });

  test('bounds checks, where V8 is told to make them', ({ skip }) => {
    const found = flawsOf(kernelsBinary, 'relu', '--wasm-enforce-bounds-checks') ?? skip(NONE);
    expect(found.flat()).toContainEqual(expect.stringMatching(/^a check: cmpq/));
  });
});
