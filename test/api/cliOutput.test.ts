/** The command line in this process: what its arguments mean, and what it prints for numbers that somebody asks about. */
import { availableParallelism } from 'node:os';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { json, text } from '../../src/cli/float32.js';
import { readArguments, USAGE } from '../../src/cli/options.js';
import { show } from '../../src/cli/show.js';
import { bitsTable, valuesTable } from '../../src/cli/values.js';
import { HAS_HALF } from '../../src/engine/half.js';

const SHOW = { command: 'show', names: [], x: [], around: {}, float16: false, json: false } as const;
/** All that have a hash, in the order of the usage. */
const EVERY = (USAGE.match(/\nFunctions: (.*)/)?.[1] ?? '').split(' ');
const VERIFY = {
  ...{ command: 'verify', names: EVERY, backend: 'auto', json: false },
  threads: Math.min(256, availableParallelism()),
} as const;

test.each<[string[], object]>([
  [[], SHOW],
  [['--json'], { ...SHOW, json: true }],
  [['gelu', 'relu', 'gelu'], { ...SHOW, names: ['gelu', 'relu'] }],
  [['relu', '--function', 'softmax', '--function=relu'], { ...SHOW, names: ['relu', 'softmax'] }],
  [['-1.5', '1e-45', '+2', '.5', '-Infinity', 'NaN'], { ...SHOW, x: [-1.5, 1e-45, 2, 0.5, -Infinity, Number.NaN] }],
  [['gelu', '-0', '0x10'], { ...SHOW, names: ['gelu'], x: [-0, 16] }],
  [['silu', '--bias', '-1', '2'], { ...SHOW, names: ['silu'], around: { bias: [-1] }, x: [2] }],
  [['silu', '--times=-0.5', '--bias=1e3'], { ...SHOW, names: ['silu'], around: { bias: [1000], times: [-0.5] } }],
  [['-h'], { command: 'help' }],
  [['gelu', '--help', '--version'], { command: 'help' }],
  [['gelu', '--version'], { command: 'version' }],
  [['verify'], VERIFY],
  [['verify', 'gelu', 'relu', 'gelu', '--json'], { ...VERIFY, names: ['gelu', 'relu'], json: true }],
  [['verify', '--backend', 'js', '--threads', '1'], { ...VERIFY, backend: 'js', threads: 1 }],
  [['verify', '--backend=wasm', '--threads=256'], { ...VERIFY, backend: 'wasm', threads: 256 }],
  [['verify', 'gelu', '-h'], { command: 'help' }],
])('%j is understood', (args, expected) => {
  expect(readArguments(args)).toEqual(expected);
});

test.each([
  [['--', 'glu'], 'there is no function "glu": did you mean gelu?'],
  [['--json=1'], "Option '--json' does not take an argument"],
  [['gelu', '1x'], '"1x" is not a number'],
  [['gelu', '--bias', ''], '--bias must be a finite number, got ""'],
  [['gelu', '--bias', ' '], '--bias must be a finite number, got " "'],
  [['NaNs'], 'there is no function "NaNs"'],
  [['Infinity8'], 'there is no function "Infinity8"'],
  [['gelu', '--bias=Infinity'], '--bias must be a finite number, got "Infinity"'],
  [['gelu', 'softmax', '--times', '2'], 'softmax takes neither --bias nor --times: it works on rows'],
  [['verify', 'prelu'], 'prelu has too many inputs to try them all: a result depends on more than one element'],
  [['verify', '--threads', '1.5'], '--threads must be an integer from 1 to 256, got "1.5"'],
])('%j is refused', (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
});

test.each([[['--float16']], [['--float16', 'softmax', 'relu']]])('%j needs Float16Array', (args) => {
  if (HAS_HALF) expect(readArguments(args)).toMatchObject({ command: 'show', float16: true });
  else expect(() => readArguments(args)).toThrow(/^--float16 needs an engine with Float16Array, .* this is Node \d+/);
});

test.each([
  [1 / 3, '0.33333334', 0.33333334],
  [16_777_215, '16777215', 16_777_215],
  [2 ** -149, '1e-45', 1e-45],
  [3.4028234663852886e38, '3.4028235e+38', 3.4028235e38],
  [-0, '-0', '-0'],
  [Number.NaN, 'NaN', 'NaN'],
  [-Infinity, '-Infinity', '-Infinity'],
])('the float32 %d in the fewest digits is %s', (value, written, inJson) => {
  expect(text(Math.fround(value))).toBe(written);
  expect(json(Math.fround(value))).toBe(inJson);
});

test('the usage names functions of elements and of rows apart', () => {
  const [, elements, rows] = USAGE.match(/\nFunctions: (.*)\nOf rows, values only: (.*)$/) ?? [];
  expect(elements.split(' ')).toEqual(expect.arrayContaining(['relu', 'gelu', 'squareplus']));
  expect(rows.split(' ').sort()).toEqual(['logSoftmax', 'softmax']);
});

const X = [-2, -0, 0.1, 3];
const relu = { function: 'relu', f: Float32Array.of(0, 0, 0.1, 3), grad: Float32Array.of(0, 1, 1, 1) } as const;
const rows = { function: 'softmax', f: Float32Array.of(1e-9, -0, Number.NaN, Infinity), grad: undefined } as const;

test('a table of values: at most six digits, a line for each result', () => {
  expect(valuesTable([-2, 0, 0.1, 3], [relu, rows]).split('\n')).toEqual([
    'x               -2   0  0.1         3',
    'relu(x)          0   0  0.1         3',
    'relu.grad(x)     0   1    1         1',
    'softmax(x)    1e-9  -0  NaN  Infinity',
  ]);
});

test('a table of bits: the fewest digits that tell a number from others, a line for each input', () => {
  expect(bitsTable(X, [relu, rows]).split('\n')).toEqual([
    'x          bits  relu(x)        bits  relu.grad(x)        bits  softmax(x)        bits',
    '-2   0xc0000000        0  0x00000000             0  0x00000000        1e-9  0x3089705f',
    '-0   0x80000000        0  0x00000000             1  0x3f800000          -0  0x80000000',
    '0.1  0x3dcccccd      0.1  0x3dcccccd             1  0x3f800000         NaN  0x7fc00000',
    '3    0x40400000        3  0x40400000             1  0x3f800000    Infinity  0x7f800000',
  ]);
});

describe('show', () => {
  afterEach(() => vi.restoreAllMocks());

  function printed(request: Partial<Parameters<typeof show>[0]>): string {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    show({ ...SHOW, ...request });
    return log.mock.calls.join('\n');
  }

  const BACKEND = { name: 'wasm', reason: 'WebAssembly SIMD runs here' };

  test('numbers: a table and the backend, and no speed', () => {
    const text = printed({ names: ['relu'], x: [-1, 2], around: { bias: [1], times: [3] } });
    expect(text.split('\n')).toEqual([
      'x         bits  relu(x)        bits  relu.grad(x)        bits',
      '-1  0xbf800000        0  0x00000000             3  0x40400000',
      '2   0x40000000        9  0x41100000             3  0x40400000',
      '',
      'Backend: wasm (WebAssembly SIMD runs here)',
    ]);
  });

  test('numbers without names are those of the textbook’s functions', () => {
    const text = printed({ x: [-1], json: true });
    const value = (given: number, bits: string) => ({ value: given, bits });
    expect(JSON.parse(text)).toEqual({
      backend: BACKEND,
      x: [value(-1, '0xbf800000')],
      values: [
        { function: 'relu', f: [value(0, '0x00000000')], grad: [value(0, '0x00000000')] },
        { function: 'leakyRelu', f: [value(-0.01, '0xbc23d70a')], grad: [value(0.01, '0x3c23d70a')] },
      ],
    });
  });

  describe('with speeds', () => {
    /** A second goes by whenever somebody looks at the clock: one round is enough. */
    const fast = () => {
      let now = 0;
      vi.spyOn(performance, 'now').mockImplementation(() => {
        now += 1_000;
        return now;
      });
    };
    const ALL_WAYS = 'function   elements  wasm, from alloc  wasm, ordinary arrays  js backend  hand loop';

    test('without anything it prints the textbook, the backend, notes and a table', () => {
      fast();
      const text = printed({});
      expect(text).toMatch(
        /^x +1 +-10 +0 +15 +-20\nrelu\(x\) .*\nrelu.grad\(x\) .*\nleakyRelu\(x\) .*\nleakyRelu.grad\(x\) .*\n\nBackend: wasm \(/,
      );
      const [, notes, table] =
        text.match(/here\)\n\n(Billion elements a second on this machine.*)\n\n(function .*)/s) ?? [];
      expect(notes).toMatch(/hand loop: the loop that one writes without this package\.$/);
      const lines = table.split('\n');
      expect(lines[0]).toBe(ALL_WAYS);
      // One round of windows in a second.
      expect(lines.slice(1).map((line) => line.trim().split(/ {2,}/))).toEqual(
        ['relu', 'tanh', 'gelu'].flatMap((name) => [
          [name, '1,024', ...Array(4).fill('0.00013')],
          [name, '65,536', ...Array(4).fill('0.00013')],
          [name, '1,048,576', ...Array(4).fill('0.001')],
        ]),
      );
    });

    test('functions of rows among others are left out of the table', () => {
      fast();
      const text = printed({ names: ['softmax', 'hardtanh'] });
      expect(text).toMatch(/^softmax\(x\) /m);
      expect(
        text
          .split('\n')
          .slice(-4)
          .map((line) => line.split(' ')[0]),
      ).toEqual(['function', ...Array(3).fill('hardtanh')]);
    });

    test.each([[{ bias: [1] }], [{ times: [2] }]] as const)('of %j the notes say what is one pass', (around) => {
      fast();
      const text = printed({ names: ['relu'], around });
      expect(text).toMatch(
        /without this package\.\nAll take bias and times in one pass, but for the hand loop and "with loops": .*\n\nfunction /,
      );
      expect(text).toContain('wasm, with loops');
    });

    test('JSON has them, and what is around, beside the values', () => {
      fast();
      const { backend, x, values, ...rest } = JSON.parse(
        printed({ names: ['relu'], around: { bias: [1] }, json: true }),
      );
      expect(backend).toEqual(BACKEND);
      expect(x).toHaveLength(5);
      expect(values[0].f.map(({ value }: { value: number }) => value)).toEqual([2, 0, 1, 16, 0]);
      const ways = ['wasm, from alloc', 'wasm, ordinary arrays', 'wasm, with loops', 'js backend', 'hand loop'];
      const speeds = (elements: number, speed: number) => ({
        function: 'relu',
        elements,
        billionsPerSecond: Object.fromEntries(ways.map((way) => [way, speed])),
      });
      expect(rest).toEqual({
        bias: [1],
        arrays: 'float32',
        speeds: [speeds(1_024, 0.00013), speeds(65_536, 0.00013), speeds(1_048_576, 0.001)],
      });
    });

    if (HAS_HALF) {
      test.each([true, false])('of Float16Arrays the output says so, as JSON: %s', (json) => {
        fast();
        const text = printed({ names: ['relu'], float16: true, json });
        if (json) expect(JSON.parse(text).arrays).toBe('float16');
        else expect(text).toMatch(/package\.\nAll arrays are Float16Arrays, .*\n\nfunction /);
      });
    }
  });

  test('a function of rows has no speed', () => {
    const { backend, values, x, ...rest } = JSON.parse(printed({ names: ['softmax'], json: true }));
    expect(backend).toEqual(BACKEND);
    expect(values).toHaveLength(1);
    expect(x.map(({ value }: { value: number }) => value)).toEqual([1, -10, 0, 15, -20]);
    expect(rest).toEqual({});
  });
});
