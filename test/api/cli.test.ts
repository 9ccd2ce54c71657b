import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { nearest } from '../../src/cli/nearest.js';
import { readArguments, UsageError } from '../../src/cli/options.js';
import { Progress, timeLeft } from '../../src/cli/progress.js';
import { verdictLine, verify } from '../../src/cli/verify.js';
import { BLOCKS, goldenNames as names } from '../../src/verify/index.js';
import { isThorough, thorough } from '../support/thorough.js';

const MAIN = 'dist/cli/main.js';

/** Runs the built command as a program. */
function command(args: readonly string[], flags: readonly string[] = []) {
  return spawnSync(process.execPath, [...flags, MAIN, ...args], { encoding: 'utf8' });
}

/** The bits of a float32 in hexadecimal. */
function bitsOf(value: number): string {
  return `0x${new Uint32Array(Float32Array.of(value).buffer)[0].toString(16).padStart(8, '0')}`;
}

/** The cells of each line after its first cell, by that. */
function rows(text: string): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  for (const line of text.split('\n')) {
    const [first, ...rest] = line.trim().split(/\s{2,}/);
    found.set(first, [...(found.get(first) ?? []), rest]);
  }
  return found;
}

const TEXTBOOK = {
  x: [1, -10, 0, 15, -20],
  'relu(x)': [1, 0, 0, 15, 0],
  'relu.grad(x)': [1, 0, 1, 1, 0],
  'leakyRelu(x)': [1, -0.1, 0, 15, -0.2],
  'leakyRelu.grad(x)': [1, 0.01, 1, 1, 0.01],
};

const LENGTHS = ['1,024', '65,536', '1,048,576'];

describe('without a command', () => {
  const backends: [string, string[], RegExp, string[]][] = [
    [
      'with WebAssembly',
      [],
      /^Backend: wasm \(.+\)$/m,
      ['wasm, from alloc', 'wasm, ordinary arrays', 'js backend', 'hand loop'],
    ],
    // --jitless takes WebAssembly away.
    ['without', ['--jitless'], /^Backend: js \(.*no WebAssembly\)$/m, ['js backend', 'hand loop']],
  ];

  // Without a compiler it takes long.
  test.each(thorough(backends, backends.slice(0, 1)))(
    '%s it prints the textbook, the backend and the comparison',
    (_, flags, backend, contenders) => {
      const { status, stdout } = command([], flags);
      expect(status).toBe(0);
      const lines = rows(stdout);
      for (const [name, values] of Object.entries(TEXTBOOK)) {
        expect(lines.get(name), name).toEqual([values.map(String)]);
      }
      expect(stdout).toMatch(backend);
      expect(lines.get('function')).toEqual([['elements', ...contenders]]);
      for (const name of ['relu', 'tanh', 'gelu']) {
        const measured = lines.get(name);
        expect(measured?.map(([length]) => length)).toEqual(LENGTHS);
        for (const [, ...speeds] of measured ?? []) {
          expect(speeds).toHaveLength(contenders.length);
          for (const speed of speeds.map(Number)) expect(speed).toBeGreaterThan(0);
        }
      }
    },
  );

  test('a name or --function chooses, and --json has every value in full and its bits', () => {
    const { status, stdout } = command(['softsign', '--function', 'leakyRelu', '--json']);
    expect(status).toBe(0);
    const { backend, x, values, speeds } = JSON.parse(stdout);
    expect(backend.name).toBe('wasm');
    const full = (list: { value: number | string; bits: string }[]) => {
      for (const { value, bits } of list) expect(bits).toBe(bitsOf(Number(value)));
      return list.map(({ value }) => value);
    };
    expect(full(x)).toEqual(TEXTBOOK.x);
    expect(values.map(({ function: name }: { function: string }) => name)).toEqual(['softsign', 'leakyRelu']);
    expect(full(values[0].f)).toEqual([0.5, -0.90909094, 0, 0.9375, -0.95238096]);
    expect(full(values[1].f)).toEqual([1, -0.099999994, 0, 15, -0.19999999]);
    expect(full(values[1].grad)).toEqual(TEXTBOOK['leakyRelu.grad(x)']);
    const measured = speeds.map((speed: { function: string; elements: number }) => [speed.function, speed.elements]);
    const lengths = [1_024, 65_536, 1_048_576];
    expect(measured).toEqual(['softsign', 'leakyRelu'].flatMap((name) => lengths.map((length) => [name, length])));
  });

  test('numbers behind a name: their results with the bits, and no speed', () => {
    const { status, stdout } = command(['gelu', '-1.5', '0.1', '-Infinity', 'NaN']);
    expect(status).toBe(0);
    const lines = rows(stdout);
    expect(lines.get('x')).toEqual([['bits', 'gelu(x)', 'bits', 'gelu.grad(x)', 'bits']]);
    expect(lines.get('-1.5')?.[0].slice(0, 3)).toEqual(['0xbfc00000', '-0.1002108', '0xbdcd3b52']);
    expect(lines.get('-Infinity')?.[0].slice(0, 3)).toEqual(['0xff800000', '-0', '0x80000000']);
    expect(lines.get('NaN')?.[0][1]).toBe('NaN');
    expect(stdout).not.toContain('elements');
    const { values } = JSON.parse(command(['tanh', '-0', '--json']).stdout);
    expect(values[0].f).toEqual([{ value: '-0', bits: '0x80000000' }]);
  });

  test('--bias and --times surround the function, and one pass is measured beside loops', () => {
    const numbers = command(['relu', '--bias', '-1', '3', '--times', '2', '0.5']);
    expect(rows(numbers.stdout).get('3')?.[0].slice(0, 3)).toEqual(['0x40400000', '4', '0x40800000']);
    expect(rows(numbers.stdout).get('0.5')?.[0][1]).toBe('0');
    const { stdout } = command(['tanh', '--bias=0.5']);
    expect(rows(stdout).get('function')?.[0]).toContain('wasm, with loops');
    expect(rows(stdout).get('tanh')).toHaveLength(LENGTHS.length);
  });

  test('functions of rows take the numbers as a row', () => {
    const { status, stdout } = command(['softmax', '0', '0']);
    expect(status).toBe(0);
    expect(rows(stdout).get('0')).toEqual([
      ['0x00000000', '0.5', '0x3f000000'],
      ['0x00000000', '0.5', '0x3f000000'],
    ]);
    expect(command(['softmax']).stdout).toMatch(/^softmax\(x\) .*8\.31528e-7/m);
  });

  // Measuring all of them takes long; the test above has two.
  if (isThorough) {
    test('every function can be shown', () => {
      const { status, stdout } = command(names.flatMap((name) => ['--function', name]));
      expect(status).toBe(0);
      for (const name of names) expect(rows(stdout).get(name)).toHaveLength(LENGTHS.length);
    });
  }
});

test('--help describes each command and names each function, --version says which package it is', () => {
  const { status, stdout } = command(['--help']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: wasm-activations /);
  for (const name of names) expect(stdout).toContain(` ${name}`);
  expect(command(['verify', '--help']).stdout).toBe(stdout);
  expect(command(['--version']).stdout.trim()).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
});

test.each([
  [['--functoin', 'gelu'], "Unknown option '--functoin'"],
  [['--function'], "Option '--function <value>' argument missing"],
  [['--function', 'glu'], 'there is no function "glu": did you mean gelu?'],
  [['leaky_relu'], 'there is no function "leaky_relu": did you mean leakyRelu?'],
  [['verfy'], 'there is no function "verfy": did you mean verify?'],
  [['attention'], 'there is no function "attention"'],
  [['gelu', '1.2.3'], '"1.2.3" is not a number'],
  [['verify', 'glu'], 'there is no function "glu": did you mean gelu?'],
  [['prelu'], 'prelu works on channels, and is not shown here'],
  [
    ['verify', 'relu', 'softmax'],
    'softmax has too many inputs to try them all: a result depends on more than one element',
  ],
  [['softmax', '--bias', '1'], 'softmax takes neither --bias nor --times: it works on rows'],
  [['gelu', '--times', 'two'], '--times must be a finite number, got "two"'],
  [['gelu', '--bias'], "Option '--bias <value>' argument missing"],
  [['gelu', '--float16', '1'], '--float16 measures speed: leave out the numbers'],
  [['softmax', '--float16'], '--float16 measures speed, and that of softmax is not measured here'],
  [['verify', 'gelu', '--backend', 'gpu'], '--backend must be wasm or js, got "gpu"'],
  [['verify', '--threads', '0'], '--threads must be an integer from 1 to 256, got "0"'],
  [['verify', '--threads', '257'], '--threads must be an integer from 1 to 256, got "257"'],
  [['verify', '--threads', ''], '--threads must be an integer from 1 to 256, got ""'],
  [['verify', '--function', 'gelu'], "Unknown option '--function'"],
])('%j is refused', (args, message) => {
  expect(() => readArguments(args)).toThrow(new UsageError(message));
});

test('a wrong argument is one line, with exit code 2', () => {
  const { status, stdout, stderr } = command(['glu']);
  expect(stdout).toBe('');
  expect(stderr).toBe('wasm-activations: there is no function "glu": did you mean gelu? (wasm-activations --help)\n');
  expect(status).toBe(2);
});

test.each([
  ['LeakyReLU', 'leakyRelu'],
  ['gelu_tanh', 'geluTanh'],
  ['sigmod', 'sigmoid'],
  ['soft-plus', 'softplus'],
  ['', undefined],
  ['exx', undefined],
  ['convolution', undefined],
])('nearest to %j is %s', (given, name) => {
  expect(nearest(given, names)).toBe(name);
});

test('verify --backend wasm says that WebAssembly cannot run, without a stack', () => {
  const { status, stderr } = command(['verify', 'relu', '--backend', 'wasm'], ['--jitless']);
  expect(stderr).toMatch(/^wasm-activations: .*backend 'wasm' cannot run here: .*\n$/m);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(status).toBe(1);
});

describe('verify, with hashes that come from the golden files', () => {
  afterEach(() => vi.restoreAllMocks());

  function goldenBlocks(name: string): Uint32Array {
    const { blocks } = JSON.parse(readFileSync(`test/golden/${name}.json`, 'utf8')).forward;
    return Uint32Array.from({ length: BLOCKS }, (_, block) => Number(`0x${blocks.slice(8 * block, 8 * block + 8)}`));
  }

  /** The output of verify, and its exit code, where one block of `wrong` differs. */
  async function verified(wrong: string | undefined, json = false) {
    const out = vi.spyOn(console, 'log').mockImplementation(() => {});
    const err = vi.spyOn(console, 'error').mockImplementation(() => {});
    const code = await verify({ names: ['gelu', 'relu'], backend: 'js', threads: 3 }, json, async (task, threads) => {
      expect([task.backend, threads]).toEqual(['js', 3]);
      const blocks = goldenBlocks(task.name);
      if (task.name === wrong) blocks[17] += 1;
      return blocks;
    });
    return { code, out: out.mock.calls.join('\n'), err: err.mock.calls.join('\n') };
  }

  test('says of each function that it is correctly rounded', async () => {
    const { code, out, err } = await verified(undefined);
    expect(out).toMatch(
      /^gelu: 4,294,967,296 inputs, correctly rounded, \d+ s, 3 threads \(js\)\nrelu: 4,294,967,296 inputs, correctly rounded, \d+ s, 3 threads \(js\)$/,
    );
    expect([code, err]).toEqual([0, '']);
  });

  test('says which function is not, what that means, and gives exit code 1', async () => {
    const { code, out, err } = await verified('gelu');
    expect(out).toMatch(
      /^gelu: 4,294,967,296 inputs, NOT all correctly rounded: their hash is [0-9a-f]{8}, that of the right results 745b70da, .*\nrelu: .* correctly rounded, /,
    );
    expect(err).toContain('npm run test:exhaustive');
    expect(code).toBe(1);
  });

  test('counts one thread as one', () => {
    const verdict = { function: 'gelu', inputs: 2 ** 32, isCorrect: true, hash: '', expectedHash: '' } as const;
    const line = (threads: number) => verdictLine({ ...verdict, seconds: 2.5, threads, backend: 'js' });
    expect(line(1)).toBe('gelu: 4,294,967,296 inputs, correctly rounded, 3 s, 1 thread (js)');
    expect(line(2)).toMatch(/, 2 threads \(js\)$/);
  });

  test.each([
    [['gelu'] as const, ''],
    [['gelu', 'relu'] as const, ' (1 of 2)'],
  ])(
    'of %j: a line of progress while blocks are done, the seconds, and no listener that stays',
    async (names, which) => {
      let now = 1_000;
      vi.spyOn(performance, 'now').mockImplementation(() => now);
      const texts: string[] = [];
      const { isTTY, columns } = process.stderr;
      Object.assign(process.stderr, { isTTY: true, columns: 80 });
      vi.spyOn(process.stderr, 'write').mockImplementation((text) => texts.push(String(text)) > 0);
      const out = vi.spyOn(console, 'log').mockImplementation(() => {});
      const listeners = process.listenerCount('SIGINT');
      try {
        await verify({ names, backend: 'js', threads: 1 }, true, async ({ name }, _, onBlock) => {
          expect(process.listenerCount('SIGINT')).toBe(listeners + 1);
          now += 1_250;
          for (let block = 0; block < 64; block++) onBlock();
          now += 1_250;
          return goldenBlocks(name);
        });
      } finally {
        Object.assign(process.stderr, { isTTY, columns });
      }
      expect(process.listenerCount('SIGINT')).toBe(listeners);
      const [start, ...steps] = texts.slice(0, texts.length / names.length);
      expect(start).toBe(`gelu${which}: starting`);
      expect(steps).toHaveLength(64 + 1);
      expect(steps[63]).toContain(`25 %  4 s left  gelu${which}`);
      expect(steps[64]).toBe('\r\x1b[K');
      for (const { seconds } of JSON.parse(out.mock.calls.join())) expect(seconds).toBe(2.5);
    },
  );

  test('Ctrl-C clears the line, says how far it was, and ends with exit code 130', async () => {
    const err = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    const interrupted = verify({ names: ['relu'], backend: 'js', threads: 1 }, false, async (_, __, onBlock) => {
      for (let block = 0; block < 3; block++) onBlock();
      const [interrupt] = process.listeners('SIGINT').slice(-1);
      interrupt('SIGINT');
      return goldenBlocks('relu');
    });
    await expect(interrupted).rejects.toThrow('exit 130');
    expect(err.mock.calls).toEqual([['relu: interrupted after 3 of 256 blocks of inputs']]);
  });

  test('prints JSON alone with --json', async () => {
    const { code, out } = await verified('relu', true);
    const common = { inputs: 2 ** 32, threads: 3, backend: 'js', seconds: expect.any(Number) };
    expect(JSON.parse(out)).toEqual([
      { ...common, function: 'gelu', isCorrect: true, hash: '745b70da', expectedHash: '745b70da' },
      {
        ...common,
        function: 'relu',
        isCorrect: false,
        hash: expect.stringMatching(/^(?!1c31f771)[0-9a-f]{8}$/),
        expectedHash: '1c31f771',
      },
    ]);
    expect(code).toBe(1);
  });
});

test('Ctrl-C ends verify with exit code 130 and says how far it was', () => {
  const script = `
    import { verify } from './build/modules/cli/verify.js';
    await verify({ names: ['relu'], backend: 'js', threads: 1 }, false, (task, threads, onBlock) => {
      for (let block = 0; block < 3; block++) onBlock();
      setInterval(() => {}, 1000);
      process.kill(process.pid, 'SIGINT');
      return new Promise(() => {});
    });`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(stderr).toBe('relu: interrupted after 3 of 256 blocks of inputs\n');
  expect([status, stdout]).toEqual([130, '']);
});

describe('the progress', () => {
  /** The texts that a stream is given for one step of four. */
  function written(isTTY: boolean, columns?: number, label = 'gelu'): string[] {
    const texts: string[] = [];
    const progress = new Progress(label, 4, { isTTY, columns, write: (text) => texts.push(text) });
    progress.step();
    progress.clear();
    return texts;
  }

  test('is a line on a terminal, written over, and cleared at the end', () => {
    const [start, step, end] = written(true);
    expect(start).toBe('gelu: starting');
    const clear = '\r\x1b[K';
    expect(step.startsWith(clear)).toBe(true);
    expect(step.slice(clear.length)).toMatch(/^█{7}░{23} 25 % {2}\d+ s left {2}gelu$/);
    expect(end).toBe(clear);
  });

  test.each([80, 60, 40, 30, 20, 10])('fits a terminal of %i columns', (columns) => {
    const [, step] = written(true, columns, 'thresholdedRelu (22 of 22)');
    const line = step.slice('\r\x1b[K'.length);
    expect(line.length).toBeLessThan(columns);
    expect(line).toMatch(/^[█░]{8,} 25 % {2}\d+ s left|^25 %/);
  });

  test('has a bar where eight columns are left for it, beside all the words', () => {
    const step = (columns: number) => written(true, columns)[1].slice('\r\x1b[K'.length);
    expect(step(30)).toMatch(/^█{2}░{6} 25 % {2}\d s left {2}gelu$/);
    expect(step(29)).toMatch(/^25 % {2}\d s left {2}gelu$/);
  });

  test('is nothing elsewhere', () => {
    expect(written(false)).toEqual([]);
  });

  test.each([
    [1_000, 64, '3 s'],
    [1_000, 256, '0 s'],
    [20_000, 64, '1 min 0 s'],
    [50_000, 128, '50 s'],
    [100_000, 64, '5 min 0 s'],
    [100_300, 64, '5 min 1 s'],
  ])('after %i ms and %i of 256 blocks, %s are left', (elapsed, done, left) => {
    expect(timeLeft(elapsed, done, 256)).toBe(left);
  });
});
