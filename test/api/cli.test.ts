import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Progress, timeLeft } from '../../src/cli/progress.js';
import { verify } from '../../src/cli/verify.js';
import { BLOCKS, goldenNames as names } from '../../src/verify/index.js';
import { isThorough, thorough } from '../support/thorough.js';

const MAIN = 'dist/cli/main.js';

/** Runs the built command as a program. */
function command(args: readonly string[], flags: readonly string[] = []) {
  return spawnSync(process.execPath, [...flags, MAIN, ...args], { encoding: 'utf8' });
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
  const places: [string, string[], RegExp, string[]][] = [
    ['with WebAssembly', [], /^Backend: wasm \(.+\)$/m, ['wasm, alloc', 'wasm, arrays', 'TypeScript', 'plain loop']],
    // --jitless takes WebAssembly away.
    ['without', ['--jitless'], /^Backend: js \(.*no WebAssembly\)$/m, ['TypeScript', 'plain loop']],
  ];

  // Without a compiler it takes long.
  test.each(thorough(places, places.slice(0, 1)))(
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

  test('--function names what is shown, and --json makes it readable for programs', () => {
    const { status, stdout } = command(['--function', 'softsign', '--function', 'leakyRelu', '--json']);
    expect(status).toBe(0);
    const { backend, x, values, speeds } = JSON.parse(stdout);
    expect(backend.name).toBe('wasm');
    expect(x).toEqual(TEXTBOOK.x);
    expect(values).toEqual([
      expect.objectContaining({ function: 'softsign', f: [0.5, -0.909091, 0, 0.9375, -0.952381] }),
      { function: 'leakyRelu', f: TEXTBOOK['leakyRelu(x)'], grad: TEXTBOOK['leakyRelu.grad(x)'] },
    ]);
    const measured = speeds.map((speed: { function: string; elements: number }) => [speed.function, speed.elements]);
    const lengths = [1_024, 65_536, 1_048_576];
    expect(measured).toEqual(['softsign', 'leakyRelu'].flatMap((name) => lengths.map((length) => [name, length])));
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
  [['--function', 'glu'], /^unknown function "glu", expected celu, .*, thresholdedRelu$/],
  [['gelu'], 'unknown command "gelu", expected verify'],
  [['--json', 'gelu'], /^Unexpected argument 'gelu'/],
  [['verify', 'glu'], /^unknown function "glu", expected celu, /],
  [['--function', 'softmax'], 'softmax: it is not shown here, since a result depends on more than one element'],
  [
    ['verify', 'relu', 'softmax'],
    'softmax: there is no check over all inputs, since a result depends on more than one element',
  ],
  [['verify', 'gelu', '--backend', 'gpu'], '--backend must be wasm or js, got "gpu"'],
  [['verify', '--threads', '0'], '--threads must be an integer from 1 to 256, got "0"'],
  [['verify', '--threads', ''], '--threads must be an integer from 1 to 256, got ""'],
  [['verify', '--function', 'gelu'], "Unknown option '--function'"],
])('%j is refused in one line, with the usage and exit code 2', (args, message) => {
  const { status, stdout, stderr } = command(args);
  expect(stdout).toBe('');
  const [first, blank, usage] = stderr.split('\n');
  expect(first.startsWith('wasm-activations: ')).toBe(true);
  expect(first.slice('wasm-activations: '.length)).toEqual(
    typeof message === 'string' ? message : expect.stringMatching(message),
  );
  expect([blank, usage]).toEqual(['', expect.stringMatching(/^Usage: /)]);
  expect(status).toBe(2);
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

  /** What verify prints, and its exit code, where one block of `wrong` differs. */
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
  /** What a stream is given for one step of four. */
  function written(isTTY: boolean): string[] {
    const texts: string[] = [];
    const progress = new Progress('gelu', 4, { isTTY, write: (text) => texts.push(text) });
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
